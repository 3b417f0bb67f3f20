import { type Client, CloseCode, type Room } from '@colyseus/core';

type Receive = (client: Client, buffer: Buffer) => void;

/**
 * Keeps a frame that cannot be decoded from doing harm. Colyseus decodes the message's type outside of any `try`,
 * so that a cut-off frame would end the process, and it closes the connection (4002) over a payload that is not
 * msgpack. Here both are answered by `onBad`, and the connection stays.
 * To be called in `onCreate`. Colyseus itself replaces `_onMessage` in the same way to simulate latency.
 */
export function guardFrames(room: Room, onBad: (client: Client) => void): void {
  const receive = (room['_onMessage'] as Receive).bind(room);
  const guarded: Receive = (client, buffer) => {
    const leave = client.leave;
    // Whatever closes the client while its own frame is being read is an answer to that frame.
    client.leave = (code, reason) => {
      if (code === CloseCode.WITH_ERROR) onBad(client);
      else leave.call(client, code, reason);
    };
    try {
      receive(client, buffer);
    } catch {
      onBad(client);
    } finally {
      client.leave = leave;
    }
  };
  (room as unknown as { _onMessage: Receive })._onMessage = guarded;
}
