/** What a program writes. */
import { BoundExceeded } from '../../base/bounds.ts';
import type { Runtime } from '../objects/runtime.ts';

/** Writes to stdout; BoundExceeded past the bound. */
export function writeOutput(rt: Runtime, text: string): void {
  count(rt, text);
  rt.output.push(text);
  rt.sink?.({ type: 'outputWritten', stream: 'stdout', text });
}

/** Writes to stderr; shares the bound. */
export function writeError(rt: Runtime, text: string): void {
  count(rt, text);
  rt.errorOutput.push(text);
  rt.sink?.({ type: 'outputWritten', stream: 'stderr', text });
}

function count(rt: Runtime, text: string): void {
  rt.outputLeft -= text.length;
  if (rt.outputLeft < 0) throw new BoundExceeded('output', 'the program printed more than it may');
}
