import type { Aggregate, Settled, Todo } from '../ports/requests';
import type { Stored } from '../ports/stored';
import type { ViewKey } from '../ports/views';

/**
 * Collects the outcomes of todos, to write them in one transaction. A crash before that costs repeated reads only, as each
 * delivery is recorded by itself; a todo that a later commit rewrote is a new one.
 */
export class Outcomes {
  readonly #done = new Map<string, Stored<Todo>>();
  readonly #postponed = new Map<string, Stored<Todo>>();
  #viewKeys: ViewKey[] | undefined;

  get areNone(): boolean {
    return this.#done.size + this.#postponed.size === 0;
  }

  finish(todo: Stored<Todo>): void {
    this.#done.set(todoVersion(todo), todo);
  }

  postpone(todo: Stored<Todo>): void {
    // Some of its rows may be written, so every earlier key is kept.
    if (todo.value.target === 'views') this.#viewKeys = undefined;
    this.#postponed.set(todoVersion(todo), todo);
  }

  /** Records the lists that now contain the request. */
  list(viewKeys: ViewKey[]): void {
    this.#viewKeys = viewKeys;
  }

  /** The todos that are still to be done, of those read. */
  left = (todos: Stored<Todo>[]): Stored<Todo>[] =>
    todos.flatMap((todo) => (this.#done.has(todoVersion(todo)) ? [] : [this.#postponed.get(todoVersion(todo)) ?? todo]));

  of({ todos, viewKeys, viewsEtag }: Aggregate): Settled {
    const keys = todos.map(todoVersion);
    const read = (outcomes: Map<string, Stored<Todo>>) => keys.flatMap((key) => outcomes.get(key) ?? []);
    return { viewsEtag, viewKeys: this.#viewKeys ?? viewKeys, done: read(this.#done), postponed: read(this.#postponed) };
  }

  /** Nothing was written, so every todo is done again. */
  forget(): void {
    this.#done.clear();
    this.#postponed.clear();
  }
}

/** The tag alone is none: rows that one transaction has written may have the same. */
function todoVersion({ value: { target }, etag }: Stored<Todo>): string {
  return `${target} ${etag}`;
}
