import { eventsOf } from '../../../../shared/lab/events.ts';
import { labBounds } from '../../../../shared/lab/process.ts';
import { LabRun } from '../../../../shared/lab/run.ts';
import type { Answer, Drafted, Question, WantedDraft } from './protocol.ts';

/** Runs programs off the page's own thread. One program at a time; a new one takes the place of the last. */
let run: LabRun | null = null;
/** Compiled library modules, shared by all runs. */
const codeCache = new Map<string, unknown>();

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  let answer: Answer;
  try {
    answer = await reply(data);
  } catch (error) {
    answer = { id: data.id, of: 'problem', text: error instanceof Error ? error.message : String(error) };
  }
  postMessage(answer);
});

function reply(question: Question): Answer | Promise<Answer> {
  const { id } = question;
  switch (question.ask) {
    case 'run': {
      const bounds = { ...labBounds, instructions: question.instructions ?? labBounds.instructions };
      const made = new LabRun(question.program, bounds, codeCache, {
        inParts: true,
        now: () => performance.now(),
      });
      run = made;
      return recordInParts(id, made);
    }
    case 'stop':
      current().stop();
      return { id, of: 'stopped' };
    case 'step':
      return { id, of: 'moment', moment: current().atStep(question.step) };
    case 'instruction':
      return { id, of: 'moment', moment: current().byInstruction(question.from, question.by) };
    case 'film':
      return { id, of: 'film', film: current().film(question.index) };
    case 'events':
      return { id, of: 'events', recorded: eventsOf(current().program, labBounds, codeCache) };
    case 'draft':
      return draft(id, current(), question.wanted);
  }
}

/** Milliseconds of recording between two looks at what the page wants. */
const PART_MS = 40;
/** The first part is short: its moments can be looked at while the rest is recorded. */
const FIRST_MS = 12;
/** Milliseconds between two parts that are sent; what is sent grows, so the distance does. */
const SEND_MS = 200;

/** Records a run and answers other questions in between. It ends early where the page says stop, or begins another run. */
async function recordInParts(id: number, made: LabRun): Promise<Answer> {
  let sent = 0;
  let sentAt = performance.now();
  let ms = FIRST_MS;
  while (!made.record(ms)) {
    const now = performance.now();
    if (sent === 0 || now - sentAt > SEND_MS) {
      postMessage({ id, of: 'part', from: sent, part: made.part(sent) } satisfies Answer);
      sent = made.timeline.steps;
      sentAt = now;
    }
    ms = PART_MS;
    await turn();
    if (run !== made) throw new Error('another program runs');
  }
  return { id, of: 'run', from: sent, part: made.part(sent) };
}

/** Lets the worker hear what was sent to it. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** The kinds of levels come only when a level is wanted: whoever steps through programs does not load them. */
async function draft(id: number, of: LabRun, wanted: WantedDraft): Promise<Answer> {
  const [{ draftFrom }, { traceFrom }] = await Promise.all([
    import('../../../../shared/level/fromLab.ts'),
    import('../../../../shared/lab/trace.ts'),
  ]);
  const { kind, instruction, step, title } = wanted;
  const { view } = of.atStep(step);
  const trace = traceFrom(of.program, instruction, TRACED, labBounds, codeCache);
  const made = draftFrom(kind, { view, version: of.program.version, title, trace });
  const drafted: Drafted = made.ok
    ? { ok: true, text: JSON.stringify(made.value, null, 2) }
    : { ok: false, reason: made.error.reason };
  return { id, of: 'draft', drafted };
}

/** Blocks that are looked at to find the requests of a level. */
const TRACED = 60;

function current(): LabRun {
  if (run === null) throw new Error('nothing has been run');
  return run;
}
