/*
 * The pages that show chats: the one in the side bar, which is always there, and any number of
 * editor tabs. It knows which one the person used last: that is the one that commands mean.
 * It makes no page and shows nothing itself.
 */
import type { Talk } from '../chat/talks.ts';
import type { ChatPage } from './chatPage.ts';

/** All that is asked of a page here; tests pass less than a whole one. */
type Page = Pick<ChatPage, 'id' | 'session' | 'show' | 'reload'>;

export type Pages<P extends Page = ChatPage> = {
  readonly all: () => readonly P[];
  /** The one used last. */
  readonly current: () => P;
  readonly add: (page: P) => void;
  readonly used: (page: P) => void;
  readonly remove: (page: P) => void;
  /** Pages that show this conversation turn to a fresh one. */
  readonly leave: (conversationId: string, begin: () => Talk) => void;
  readonly reload: () => void;
};

export function createPages<P extends Page>(side: P): Pages<P> {
  /** The one used last is the last. */
  let order: readonly P[] = [side];
  return {
    all: () => order,
    current: () => order.at(-1) ?? side,
    add: (page) => {
      order = [...order, page];
    },
    used(page) {
      if (!order.includes(page)) return;
      order = [...order.filter((other) => other !== page), page];
    },
    remove(page) {
      if (page !== side) order = order.filter((other) => other !== page);
    },
    leave(conversationId, begin) {
      for (const page of order) {
        if (page.session.conversationId() === conversationId) page.show(begin());
      }
    },
    reload: () => order.forEach((page) => page.reload()),
  };
}
