/*
 * What was chosen for each conversation of the database file. Plain synchronous statements; whoever
 * calls them sees to order and to a busy file.
 * A choice may stand before the first turn of its conversation, and goes when that is removed.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { ConversationChoice, ConversationId } from '../core/index.ts';
import { choiceToText, textToChoice } from './choiceText.ts';

export type ChoiceShelf = {
  of(conversationId: ConversationId): ConversationChoice | undefined;
  keep(conversationId: ConversationId, choice: ConversationChoice): void;
  remove(conversationId: ConversationId): void;
};

export function choiceShelf(db: DatabaseSync): ChoiceShelf {
  const chosen = db.prepare('SELECT choice FROM choices WHERE conversation_id = ?');
  const put = db.prepare(`
    INSERT INTO choices (conversation_id, choice) VALUES (?, ?)
    ON CONFLICT (conversation_id) DO UPDATE SET choice = excluded.choice`);
  const drop = db.prepare('DELETE FROM choices WHERE conversation_id = ?');
  return {
    of(conversationId) {
      const row = chosen.get(conversationId);
      return row === undefined ? undefined : textToChoice(String(row['choice']));
    },
    keep(conversationId, choice) {
      put.run(conversationId, choiceToText(choice));
    },
    remove(conversationId) {
      drop.run(conversationId);
    },
  };
}
