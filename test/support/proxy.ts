import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A network between client and server that can be cut, or go silent as a dead one does. */
export class Network {
  readonly #server = createServer((from) => this.#connect(from));
  readonly #sockets = new Set<Socket>();
  readonly #target: () => number;
  #isDown = false;
  url = '';

  /** `target` is the server's port, asked for with every connection. */
  constructor(target: () => number) {
    this.#target = target;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Every connection ends at once, without a goodbye. New ones can be made. */
  cut(): number {
    const count = this.#sockets.size;
    for (const socket of this.#sockets) socket.destroy();
    return count;
  }

  /** There is no network until `up`: every connection ends, and none can be made. */
  down(): void {
    this.#isDown = true;
    this.cut();
  }

  up(): void {
    this.#isDown = false;
  }

  /** Nothing passes any more on the connections that there are, and nobody is told. */
  silence(): void {
    for (const socket of this.#sockets) socket.pause();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #connect(from: Socket): void {
    if (this.#isDown) {
      from.destroy();
      return;
    }
    const to = connect(this.#target(), '127.0.0.1');
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ]) {
      this.#sockets.add(socket);
      socket.on('data', (chunk) => other.write(chunk));
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
