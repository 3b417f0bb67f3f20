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
      run = new LabRun(question.program, bounds, codeCache, (instructions) =>
        postMessage({ id, of: 'progress', instructions } satisfies Answer),
      );
      return { id, of: 'run', timeline: run.timeline };
    }
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
