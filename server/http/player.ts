import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { PLAYER_KEY } from '../../shared/protocol/player.ts';
import { HttpProblem } from './problems.ts';

/** Who asks: the hash of the bearer key, the only form in which the server knows a player. */
export function playerOf(request: Request): string {
  const key = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (!key || !PLAYER_KEY.test(key))
    throw new HttpProblem(401, 'noPlayer', 'This needs a player key: "Authorization: Bearer pa_...".');
  return playerId(key);
}

export function playerId(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
