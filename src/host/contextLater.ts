/*
 * The door to `context/`: what goes with the questions of one page. Its code is loaded with the
 * first draft, question or command, so that a start of the editor does not pay for it; before that
 * there is nothing to show. Questions always pass here, with or without something attached.
 */
import type * as vscode from 'vscode';
import type { ContextRoom, RoomDeps } from './context/contextRoom.ts';

export type ContextLater = Omit<ContextRoom, 'drafted' | 'changed'> & {
  readonly drafted: (...args: Parameters<ContextRoom['drafted']>) => void;
  /** Nothing to do before it was first wanted. */
  readonly changed: () => void;
};

type Loaded = { readonly createContextRoom: (deps: RoomDeps) => ContextRoom };

/** `load` is for tests: the real one needs the editor. */
export function contextLater(
  deps: RoomDeps,
  load: () => Promise<Loaded> = () => import('./context/contextRoom.ts'),
): ContextLater {
  let loading: Promise<ContextRoom> | undefined;
  let room: ContextRoom | undefined;
  let isGone = false;
  const open = async (): Promise<ContextRoom> => {
    const { createContextRoom } = await load();
    room = createContextRoom(deps);
    if (isGone) room.dispose();
    return room;
  };
  const opened = (): Promise<ContextRoom> => (loading ??= open());
  return {
    send: async (asked) => (await opened()).send(asked),
    wish: async (wish) => (await opened()).wish(wish),
    drafted: (draft) => void opened().then((own) => own.drafted(draft)),
    changed: () => room?.changed(),
    addFile: async (uri: vscode.Uri | undefined, all) => (await opened()).addFile(uri, all),
    addSelection: async () => (await opened()).addSelection(),
    dispose() {
      isGone = true;
      room?.dispose();
    },
  };
}
