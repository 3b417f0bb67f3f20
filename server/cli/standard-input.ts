/** The standard input of this process, for programs that are run: read when a program asks for it, once for all of them. */
import { readSync } from 'node:fs';

const CHUNK = 1 << 16;

/**
 * Gives each program the same input from its beginning. What it was given comes in pieces, '' at the end; at a terminal the program waits for
 * the next line.
 */
export class StandardInput {
  #pieces: string[] = [];
  #ended = false;
  readonly #decoder = new TextDecoder();
  #carry = '';

  /** A reader for one program; `before` is called whenever it is about to wait. */
  reader(before: () => void): () => string {
    let next = 0;
    return () => {
      if (next < this.#pieces.length) return this.#pieces[next++];
      if (this.#ended) return '';
      before();
      const piece = this.#read();
      if (piece !== '') {
        this.#pieces.push(piece);
        next = this.#pieces.length;
      }
      return piece;
    };
  }

  /** The next piece of the process's input, its line ends as \n; '' at the end. */
  #read(): string {
    const buffer = new Uint8Array(CHUNK);
    for (;;) {
      let length: number;
      try {
        length = readSync(0, buffer, 0, CHUNK, null);
      } catch (problem) {
        const { code } = problem as NodeJS.ErrnoException;
        if (code === 'EAGAIN') {
          // A terminal or pipe that does not wait: ask again in a moment.
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
          continue;
        }
        length = 0;
      }
      if (length === 0) this.#ended = true;
      const text = this.#carry + this.#decoder.decode(buffer.subarray(0, length), { stream: length > 0 });
      // A carriage return at the end may be half of a line's end.
      this.#carry = !this.#ended && text.endsWith('\r') ? '\r' : '';
      const whole = text.slice(0, text.length - this.#carry.length).replace(/\r\n?/g, '\n');
      if (whole !== '' || this.#ended) return whole;
    }
  }
}
