import { differences } from '../../../../shared/lab/compare.ts';
import { eventsOf } from '../../../../shared/lab/events.ts';
import { labBounds, type Program } from '../../../../shared/lab/process.ts';
import { LabRun } from '../../../../shared/lab/run.ts';
import { record, type Timeline } from '../../../../shared/lab/timeline.ts';
import type { Answer, Question, Side } from './protocol.ts';

/** Runs programs off the page's own thread. One program at a time; a new one takes the place of the last. */
let run: LabRun | null = null;
let program: Program | null = null;
/** Compiled library modules, shared by all runs. */
const codeCache = new Map<string, unknown>();

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  let answer: Answer;
  try {
    answer = reply(data);
  } catch (error) {
    answer = { id: data.id, of: 'problem', text: error instanceof Error ? error.message : String(error) };
  }
  postMessage(answer);
});

function reply(question: Question): Answer {
  const { id } = question;
  switch (question.ask) {
    case 'run': {
      program = question.program;
      const bounds = { ...labBounds, instructions: question.instructions ?? labBounds.instructions };
      run = new LabRun(program, bounds, codeCache, (instructions) =>
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
    case 'compare': {
      const source = current().program.source;
      const [a, b] = question.versions.map((version) =>
        version === run?.program.version ? run.timeline : record({ source, version }, labBounds, codeCache),
      );
      return { id, of: 'compare', comparison: { sides: [side(a), side(b)], differences: differences(a, b) } };
    }
  }
}

function current(): LabRun {
  if (run === null) throw new Error('nothing has been run');
  return run;
}

function side(timeline: Timeline): Side {
  return {
    version: timeline.version,
    steps: timeline.steps,
    peakBytes: timeline.peakBytes,
    endBytes: timeline.bytes[timeline.steps - 1] ?? 0,
    collections: timeline.collections.length,
    automatic: timeline.collections.filter((c) => c.automatic).length,
    stdout: timeline.stdout,
    error: timeline.error,
  };
}
