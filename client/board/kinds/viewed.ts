import type { Session } from '../../../shared/game/session/session.ts';

/**
 * What a session's board shows, made once for each state: the scene, the cues from the state before and the hints all
 * ask for the same. A session's state is a value, so its view stays true as long as anybody has it.
 */
export function viewed<State extends object, View>(
  inspect: (state: State) => View,
): (session: Session) => View {
  const views = new WeakMap<object, View>();
  return ({ state }) => {
    let view = views.get(state as State);
    if (view === undefined) {
      view = inspect(state as State);
      views.set(state as State, view);
    }
    return view;
  };
}
