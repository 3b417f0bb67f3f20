import express, { type Request, Router } from 'express';
import type { z } from 'zod';
import { readCode } from '../../shared/class/code.ts';
import { classPlan } from '../../shared/class/options.ts';
import { reportCsv } from '../../shared/class/report.ts';
import { ENGINE_VERSION } from '../../shared/game/session/session.ts';
import type { ClassRefusal } from '../../shared/protocol/class.ts';
import {
  asideRequest,
  connectRequest,
  type JoinAnswer,
  joinRequest,
  SEAT_KEY,
} from '../../shared/protocol/class-http.ts';
import { limits, PROTOCOL_VERSION } from '../../shared/protocol/limits.ts';
import type { Counters } from '../guard/counters.ts';
import { takeAside } from '../rooms/class/aside.ts';
import type { Classes, HeldClass, Role } from '../rooms/class/classes.ts';
import { enter } from '../rooms/class/enter.ts';
import { CodeGuard } from '../rooms/class/guard.ts';
import { hashKey } from '../rooms/class/keys.ts';
import { reportClass } from '../rooms/class/report.ts';
import { type ClassRoomOptions, classKey } from '../rooms/class/room.ts';
import type { Time } from '../rooms/class/time.ts';
import type { Seating } from '../rooms/seating.ts';
import { HttpProblem } from './problems.ts';

export interface ClassApiServices {
  readonly classes: Classes;
  readonly seating: Seating;
  readonly counters: Counters;
  readonly time: Time;
}

/** Everything under `/api/class`. Who somebody is comes from the key of that class alone. */
export function classApi({ classes, seating, counters, time }: ClassApiServices): Router {
  const router = Router();
  const small = express.json({ limit: limits.bodyBytes });
  const large = express.json({ limit: limits.asideBytes });
  const guard = new CodeGuard();

  router.post('/', small, async (request, response) => {
    const waitMs = guard.beforeOpening(addressOf(request), time.now());
    if (waitMs > 0) throw tooFrequent(waitMs);
    const made = await classes.create(parse(classPlan, request.body));
    if (!made.ok) throw problem(made.error);
    guard.know(addressOf(request), made.value.code);
    counters.add('class.opened');
    response.status(201).json(made.value);
  });

  router.get('/:code', async (request, response) => {
    response.json(await withClass(request, (held) => classes.look(held)));
  });

  router.post('/:code/join', small, async (request, response) => {
    const key = keyOf(request);
    if (!SEAT_KEY.test(key)) throw problem('noSeat');
    const { name } = parse(joinRequest, request.body);
    const answer = await withClass(request, async (held): Promise<JoinAnswer> => {
      if (!classes.roleOf(held, key)) {
        const waitMs = guard.beforeJoin(addressOf(request), held.live.code, time.now());
        if (waitMs > 0) throw tooFrequent(waitMs);
      }
      const entered = await enter(held.live, hashKey(key), name);
      if (!entered.ok) throw problem(entered.error);
      const { seat, status, name: shown } = entered.value;
      return { code: held.live.code, seat, name: shown, status };
    });
    counters.add('class.joined');
    response.json(answer);
  });

  router.post('/:code/connect', small, async (request, response) => {
    const { protocol, engine } = parse(connectRequest, request.body);
    if (protocol !== PROTOCOL_VERSION || engine !== ENGINE_VERSION) throw problem('otherVersion');
    const answer = await withRole(request, async ({ live }, role) => {
      if (role.role === 'student') {
        const status = live.seats.get(role.seat)?.status;
        if (status === 'blocked') throw problem('blocked');
        if (status === 'removed') throw problem('removed');
      }
      const options: ClassRoomOptions = { code: live.code };
      try {
        return await seating.reserve('class', classKey(live.code), options, role);
      } catch (error) {
        console.error('no place in the class:', error);
        throw new HttpProblem(503, 'noSeat', 'No place could be given; try again in a moment.', 1000);
      }
    });
    response.json(answer);
  });

  router.post('/:code/attempt', large, async (request, response) => {
    const aside = parse(asideRequest, request.body);
    const answer = await withRole(request, async ({ live }, role) => {
      const seat = role.role === 'student' ? live.seats.get(role.seat) : undefined;
      if (!seat) throw problem('noSeat');
      return await takeAside(live, seat, aside);
    });
    if (answer.ok) response.json(answer.value);
    else if (answer.error === 'tooFrequent' || answer.error === 'frozen') throw waiting(answer.error);
    else throw problem(answer.error);
  });

  router.get('/:code/report', async (request, response) => {
    response.json(await asHost(request, ({ live }) => reportClass(live)));
  });

  router.get('/:code/report.csv', async (request, response) => {
    const report = await asHost(request, ({ live }) => reportClass(live));
    response
      .set('Content-Type', 'text/csv; charset=utf-8')
      .set('Content-Disposition', `attachment; filename="pyarena-${report.code}.csv"`)
      .send(reportCsv(report));
  });

  router.delete('/:code', async (request, response) => {
    const code = await asHost(request, ({ live }) => live.code);
    await classes.delete(code);
    response.json({ deleted: true });
  });

  return router;

  /**
   * The class of the code in the path; a code that is none costs the address its credit. Whoever has a key to the class tries
   * no codes: they come back also from an address where somebody else has used up the credit.
   */
  async function withClass<T>(request: Request, work: (held: HeldClass) => Promise<T> | T): Promise<T> {
    const address = addressOf(request);
    const code = readCode(String(request.params.code)) ?? '';
    const waitMs = guard.begin(address, code, time.now());
    if (waitMs > 0 && !(await classes.isKey(code, keyOf(request)))) {
      counters.add('class.codesSlowed');
      throw tooFrequent(waitMs);
    }
    let found = false;
    try {
      const result =
        code &&
        (await classes.with(code, (held) => {
          found = true;
          guard.end(address, code, true);
          return work(held);
        }));
      if (found) return result as T;
    } finally {
      if (!found) guard.end(address, code, false);
    }
    counters.add('class.codesMissed');
    throw problem('noSuchClass');
  }

  function withRole<T>(request: Request, work: (held: HeldClass, role: Role) => Promise<T> | T): Promise<T> {
    const key = keyOf(request);
    return withClass(request, (held) => {
      const role = classes.roleOf(held, key);
      if (!role) {
        counters.add('class.wrongKeys');
        throw problem('noSeat');
      }
      return work(held, role);
    });
  }

  function asHost<T>(request: Request, work: (held: HeldClass) => Promise<T> | T): Promise<T> {
    return withRole(request, (held, role) => {
      if (role.role === 'host') return work(held);
      counters.add('class.notTheHost');
      throw problem('notTheHost');
    });
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

function addressOf(request: Request): string {
  return request.ip ?? '';
}

function keyOf(request: Request): string {
  return /^Bearer (\S{1,80})$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
}

/** The same may be asked for again a little later. */
function waiting(code: 'tooFrequent' | 'frozen'): HttpProblem {
  return code === 'frozen'
    ? new HttpProblem(409, code, 'The boards are stopped for a moment.', 2000)
    : tooFrequent(2000);
}

function tooFrequent(waitMs: number): HttpProblem {
  return new HttpProblem(429, 'tooFrequent', 'Too many tries from this address; wait a moment.', waitMs);
}

const problems: Partial<Record<ClassRefusal, readonly [status: number, sentence: string]>> = {
  noSuchClass: [404, 'There is no class of that code.'],
  lobbyLocked: [403, 'The class is locked; ask your teacher.'],
  noLateComers: [403, 'The lesson has begun and takes nobody new.'],
  classFull: [403, 'The class is full.'],
  classClosed: [410, 'The class is over.'],
  nameEmpty: [422, 'A name needs a letter or a digit.'],
  nameTooLong: [422, 'The name is too long.'],
  nameTaken: [422, 'Somebody in the class has that name, or one that looks like it.'],
  nameRefused: [422, 'That name is not fit for a class; choose another.'],
  blocked: [403, 'You cannot come into this class.'],
  removed: [403, 'You were taken out of the class; join again.'],
  roundOver: [410, 'The round takes no moves any more.'],
  noSeat: [401, 'The key opens nothing in this class.'],
  notTheHost: [403, 'Only the host of the class may do this.'],
  noSuchLevel: [422, 'The playlist names a level that does not exist.'],
  badPlan: [422, 'Mode, levels and due date do not go together.'],
  otherVersion: [409, 'The server runs another version of the game. Reload the page.'],
};

function problem(code: ClassRefusal): HttpProblem {
  const [status, sentence] = problems[code] ?? [400, 'The request is not valid.'];
  return new HttpProblem(status, code, sentence);
}
