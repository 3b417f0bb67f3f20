import type { ClassMessages, GoneMessage } from '../../../shared/protocol/class-messages.ts';

/** Who may be spoken to in a class: what the room does for it. A class with no room speaks to nobody. */
export interface Audience {
  readonly hasHosts: boolean;
  readonly hasProjectors: boolean;
  toAll<T extends keyof ClassMessages>(type: T, body: ClassMessages[T]): void;
  toHosts<T extends keyof ClassMessages>(type: T, body: ClassMessages[T]): void;
  toProjectors<T extends keyof ClassMessages>(type: T, body: ClassMessages[T]): void;
  /** To the boards of one seat; `except` is the connection that knows already. */
  toSeat<T extends keyof ClassMessages>(
    seat: number,
    type: T | 'log' | 'replaced',
    body: T extends keyof ClassMessages ? ClassMessages[T] | object : object,
    except?: unknown,
  ): void;
  /** Says why and ends the connections of a seat, or (null) of everybody. */
  dismiss(seat: number | null, gone: GoneMessage): void;
}

export const nobody: Audience = {
  hasHosts: false,
  hasProjectors: false,
  toAll() {},
  toHosts() {},
  toProjectors() {},
  toSeat() {},
  dismiss() {},
};
