/*
 * What the reader has opened: thoughts, reasons, folded fragments. Kept apart from the elements,
 * which leave the page when they are scrolled away and come back as they were.
 * A place is named by the answer it stands in and what it is. Nothing of it outlives the panel.
 */
export class Folds {
  private readonly opened = new Set<string>();

  isOpen(answerId: string, what: string | number): boolean {
    return this.opened.has(nameOf(answerId, what));
  }

  set(answerId: string, what: string | number, isOpen: boolean): void {
    if (isOpen) this.opened.add(nameOf(answerId, what));
    else this.opened.delete(nameOf(answerId, what));
  }
}

const nameOf = (answerId: string, what: string | number): string => `${what} ${answerId}`;
