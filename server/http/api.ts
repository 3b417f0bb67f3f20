import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';
import { ENGINE_VERSION } from '../../shared/game/session/session.ts';
import {
  type AddressesAnswer,
  attemptRequest,
  type LevelSummary,
  progressExport,
  type ResetAnswer,
  seatRequest,
} from '../../shared/protocol/http.ts';
import { limits, PROTOCOL_VERSION, rates } from '../../shared/protocol/limits.ts';
import { actRequest, syncRequest } from '../../shared/protocol/messages.ts';
import { isLoopback } from '../addresses.ts';
import { takeAttempt } from '../games/attempts.ts';
import type { Games } from '../games/games.ts';
import type { ProgressDesk } from '../games/progress.ts';
import { Buckets } from '../guard/bucket.ts';
import type { Counters } from '../guard/counters.ts';
import type { Catalog, LevelEntry } from '../levels/entry.ts';
import type { Classes } from '../rooms/class/classes.ts';
import type { Time } from '../rooms/class/time.ts';
import type { Seating } from '../rooms/seating.ts';
import { type SoloOptions, soloKey } from '../rooms/solo.ts';
import { readHistogram, type Store } from '../store/store.ts';
import { classApi } from './class.ts';
import { type Body, makeBody, sendBody } from './compressed.ts';
import { playerOf } from './player.ts';
import { HttpProblem } from './problems.ts';

export interface ApiServices {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly games: Games;
  readonly progress: ProgressDesk;
  readonly seating: Seating;
  readonly counters: Counters;
  readonly classes: Classes;
  readonly time: Time;
  /** What others on the network may type to find this server. */
  readonly origins: () => readonly string[];
}

/** Everything under `/api`. Who a player is comes from the bearer key; what a score is, from replaying logs. */
export function api(services: ApiServices): Router {
  const { store, catalog, games, progress, seating, counters, origins } = services;
  const router = Router();
  const small = express.json({ limit: limits.bodyBytes });
  const large = express.json({ limit: limits.importBytes });
  const levelBodies = new Map<string, Body>();
  const listBody = makeBody(
    'application/json; charset=utf-8',
    JSON.stringify({ levels: [...catalog.values()].map(summary) }),
  );

  router.use(limitRates(counters));
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  // Whoever opened the page by this machine's own name needs another one for others; nobody else is told of it.
  router.get('/addresses', (request, response) => {
    const isOwn = isLoopback(request.hostname) && isLoopback(request.ip ?? '');
    response.json({ origins: isOwn ? origins() : [] } satisfies AddressesAnswer);
  });

  router.get('/levels', (request, response) => {
    response.set('Cache-Control', 'no-cache');
    sendBody(request, response, listBody);
  });

  router.get('/levels/:id', (request, response) => {
    const { level } = entryOf(request.params.id);
    let body = levelBodies.get(level.id);
    if (!body) {
      body = makeBody('application/json; charset=utf-8', JSON.stringify(level));
      levelBodies.set(level.id, body);
    }
    response.set('Cache-Control', 'no-cache');
    sendBody(request, response, body);
  });

  router.get('/levels/:id/histogram', async (request, response) => {
    const { level, rules } = entryOf(request.params.id);
    response.json(await readHistogram(store.db, level.id, rules));
  });

  router.post('/rooms/solo', small, async (request, response) => {
    const player = playerOf(request);
    const { protocol, level, engine, rules } = parse(seatRequest, request.body);
    const entry = entryOf(level);
    if (protocol !== PROTOCOL_VERSION || engine !== ENGINE_VERSION || rules !== entry.rules)
      throw new HttpProblem(
        409,
        'otherVersion',
        'The server runs another version of the game. Reload the page.',
      );
    const options: SoloOptions = { player, level };
    try {
      response.json(await seating.reserve('solo', soloKey(player, level), options));
    } catch (error) {
      console.error('no seat:', error);
      throw new HttpProblem(503, 'noSeat', 'No seat could be given; try again in a moment.', 1000);
    }
  });

  router.post('/levels/:id/sync', small, async (request, response) => {
    const player = playerOf(request);
    const { level } = entryOf(request.params.id);
    const body = parse(syncRequest, request.body);
    response.json(await games.with(player, level.id, (game) => game.sync(body)));
  });

  router.post('/levels/:id/act', small, async (request, response) => {
    const player = playerOf(request);
    const { level } = entryOf(request.params.id);
    const body = parse(actRequest, request.body);
    response.json(await games.with(player, level.id, (game) => game.act(body)));
  });

  router.post('/attempts', large, async (request, response) => {
    const player = playerOf(request);
    const { level, rules, engine, log } = parse(attemptRequest, request.body);
    const entry = entryOf(level);
    if (rules !== entry.rules || engine !== ENGINE_VERSION)
      throw new HttpProblem(
        409,
        'otherVersion',
        'The attempt belongs to other rules than the level has now.',
      );
    response.json(await takeAttempt(store, player, entry, log, 'attempt'));
  });

  router.get('/progress', async (request, response) => {
    response.json(await progress.read(playerOf(request)));
  });

  router.delete('/progress', async (request, response) => {
    response.json({ resets: await progress.reset(playerOf(request)) } satisfies ResetAnswer);
  });

  router.get('/progress/export', async (request, response) => {
    const data = await progress.export(playerOf(request));
    response.set('Content-Disposition', 'attachment; filename="pyarena-progress.json"');
    response.json(data);
  });

  router.post('/progress/import', large, async (request, response) => {
    const player = playerOf(request);
    response.json(await progress.import(player, parse(progressExport, request.body)));
  });

  router.use('/class', classApi(services));

  router.use(() => {
    throw new HttpProblem(404, 'notFound', 'There is nothing at this address.');
  });

  return router;

  function entryOf(id: string): LevelEntry {
    const entry = catalog.get(id);
    if (!entry) throw new HttpProblem(404, 'noSuchLevel', 'There is no such level.');
    return entry;
  }

  function parse<T>(schema: z.ZodType<T>, body: unknown): T {
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    counters.add('refused.malformed');
    const issue = parsed.error.issues[0];
    const where = issue.path.map(String).join('.') || 'body';
    throw new HttpProblem(
      400,
      'malformed',
      `The request is not valid at "${where}": ${issue.message}.`.slice(0, 300),
    );
  }
}

function summary({ level, rules }: LevelEntry): LevelSummary {
  return { id: level.id, kind: level.kind, ruleset: level.ruleset, rules, title: level.title };
}

/** Slows down an address (a whole school may sit behind it) and a player (one person). */
function limitRates(counters: Counters): RequestHandler {
  const addresses = new Buckets(rates.addressRequests);
  const players = new Buckets(rates.playerRequests);
  return (request: Request, _response: Response, next) => {
    const now = performance.now();
    const authorization = request.get('authorization');
    const waitMs = Math.max(
      addresses.take(request.ip ?? '', now),
      authorization ? players.take(authorization.slice(0, 64), now) : 0,
    );
    if (waitMs === 0) {
      next();
      return;
    }
    counters.add('refused.tooFrequent');
    next(new HttpProblem(429, 'tooFrequent', 'Too many requests; wait a moment.', waitMs));
  };
}
