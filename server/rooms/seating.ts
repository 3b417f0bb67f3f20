import { matchMaker } from '@colyseus/core';

export type Seat = Awaited<ReturnType<typeof matchMaker.reserveSeatFor>>;

/**
 * Finds the room for a key (here: player and level), or makes it. There is one room for a key, also when two ask at
 * once; who may sit there was decided by whoever made the key. Rooms cannot be made or joined in any other way.
 */
export class Seating {
  readonly #rooms = new Map<string, Promise<matchMakerRoom>>();

  /**
   * A reserved seat in the room `name` for `key`, to be taken within Colyseus' fifteen seconds. Who sits there gets
   * `auth` as `client.auth`.
   */
  async reserve(name: string, key: string, options: object, auth?: object): Promise<Seat> {
    for (let attempt = 0; ; attempt++) {
      const room = await this.#find(name, key, options);
      try {
        return await matchMaker.reserveSeatFor(room, {}, auth);
      } catch (error) {
        // It was closing just then; the next one is new.
        this.#rooms.delete(key);
        if (attempt >= 2) throw error;
      }
    }
  }

  async #find(name: string, key: string, options: object): Promise<matchMakerRoom> {
    const known = this.#rooms.get(key);
    if (known) {
      const room = await known.catch(() => null);
      if (room && matchMaker.getLocalRoomById(room.roomId)) return room;
      if (this.#rooms.get(key) === known) this.#rooms.delete(key);
      return this.#find(name, key, options);
    }
    const made = matchMaker.createRoom(name, options);
    this.#rooms.set(key, made);
    made.catch(() => this.#rooms.delete(key));
    return made;
  }

  /** To be called when a room is disposed. */
  forget(key: string, roomId: string): void {
    this.#rooms.get(key)?.then(
      (room) => {
        if (room.roomId === roomId) this.#rooms.delete(key);
      },
      () => {},
    );
  }
}

type matchMakerRoom = Awaited<ReturnType<typeof matchMaker.createRoom>>;
