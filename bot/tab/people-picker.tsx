import { Combobox, Field, type FieldProps, makeStyles, Option, Text, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Colleague, PeopleFound } from '../channels/tab/contract';
import { ApiProblem } from './api';
import { faultProblem } from './cached-read';
import { Heard } from './screen-reader-text';
import { peopleWords } from './words';

const useStyles = makeStyles({
  person: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  more: { color: 'inherit' },
  list: { maxHeight: '320px' },
  field: { minWidth: 0 },
  input: { minWidth: 0, width: '100%' },
  // It is no choice, but has to be read.
  said: { color: tokens.colorNeutralForeground1, cursor: 'default', ':hover': { color: tokens.colorNeutralForeground1 } },
  hint: { paddingTop: tokens.spacingVerticalXXS },
});

/** Milliseconds after the last key. */
const pause = 300;
const fewestCharacters = 2;

/** Whom a search brings; throws the API's problem. */
export type FindPeople = (text: string, signal?: AbortSignal) => Promise<PeopleFound>;

interface PeoplePickerProps {
  label: string;
  typed: string;
  /** Nobody can be chosen now. */
  isFixed: boolean;
  beside: Pick<FieldProps, 'validationState' | 'validationMessage'>;
  find: FindPeople;
  onTyped(text: string): void;
  onPick(person: Colleague): void;
}

/** Somebody of the directory, by name or work address. What is typed stays until somebody is chosen. */
export function PeoplePicker({ label, typed, isFixed, beside, find, onTyped, onPick }: PeoplePickerProps) {
  const styles = useStyles();
  const { found, fault, isSearching, searchNow } = useFoundPeople(typed, find);
  const people = found?.people ?? [];
  const [isOpen, setIsOpen] = useState(false);
  const said = fault === undefined ? beside : ({ validationState: 'error', validationMessage: fault } as const);
  const isNobody = found !== undefined && people.length === 0;

  function pressed(event: KeyboardEvent<HTMLInputElement>): void {
    const { currentTarget: input } = event;
    const isOnOption = people.length > 0 && input.getAttribute('aria-expanded') === 'true' && input.getAttribute('aria-activedescendant');
    if (event.key !== 'Enter' || typed.trim() === '' || isOnOption) return;
    // Otherwise it would send the form without whoever was typed.
    event.preventDefault();
    void searchNow().then((now) => now?.people.length === 1 && now.people[0] && onPick(now.people[0]));
  }

  return (
    <Field label={label} className={styles.field} {...said}>
      <Combobox
        freeform
        // Within the dialog, which is all that is there while it is open.
        inlinePopup
        name="text"
        className={styles.input}
        listbox={{ className: styles.list }}
        value={typed}
        selectedOptions={[]}
        autoComplete="off"
        spellCheck={false}
        readOnly={isFixed}
        // A fault is said below the field; there is nothing to choose from then.
        open={isOpen && !isFixed && fault === undefined}
        onOpenChange={(_event, { open }) => setIsOpen(open)}
        onChange={({ target }) => {
          // Text that is pasted presses no key, by which Fluent would open the list.
          setIsOpen(true);
          onTyped(target.value);
        }}
        onKeyDown={pressed}
        onOptionSelect={(_event, { optionValue }) => {
          const person = people.find(({ id }) => id === optionValue);
          if (person && !isFixed) onPick(person);
        }}
      >
        {people.map(({ id, name, mail, department }) => (
          <Option key={id} value={id} text={name} checkIcon={null}>
            <span className={styles.person}>
              <Text weight="semibold">{name}</Text>
              <Text size={200} className={styles.more}>
                {department === undefined ? mail : peopleWords.at(mail, department)}
              </Text>
            </span>
          </Option>
        ))}
        {people.length === 0 && (
          <Option value="" text="" disabled className={styles.said} checkIcon={null}>
            {isSearching ? peopleWords.searching : isNobody ? (found.sentence ?? peopleWords.nobody) : peopleWords.typeMore}
          </Option>
        )}
      </Combobox>
      {found?.sentence !== undefined && people.length > 0 && (
        <Text size={200} className={styles.hint}>
          {found.sentence}
        </Text>
      )}
      <Heard as="div" role="status">
        {isNobody ? (found.sentence ?? peopleWords.nobody) : people.length > 0 && peopleWords.found(people.length)}
      </Heard>
    </Field>
  );
}

/** Somebody who was typed rather than chosen. Throws a problem about what was typed where that is nobody, or several. */
export function onlyOne({ people, sentence }: PeopleFound): Colleague {
  const [colleague, another] = people;
  if (colleague && !another) return colleague;
  const title = another ? peopleWords.choose : (sentence ?? peopleWords.nobody);
  throw new ApiProblem({ title, status: 422, code: 'refused', field: 'text' });
}

interface FoundPeople {
  found: PeopleFound | undefined;
  fault: string | undefined;
  isSearching: boolean;
  /** Searches what is typed without waiting; undefined where that fails. */
  searchNow(): Promise<PeopleFound | undefined>;
}

/** Searches a moment after the last key. An answer to what is not typed any more is dropped. */
function useFoundPeople(typed: string, find: FindPeople): FoundPeople {
  const text = typed.trim();
  const [answer, setAnswer] = useState<{ of: string; found?: PeopleFound; fault?: string }>();
  const running = useRef<{ of: string; control: AbortController }>(undefined);

  async function search(of: string): Promise<PeopleFound | undefined> {
    running.current?.control.abort();
    const control = new AbortController();
    const { signal } = control;
    running.current = { of, control };
    try {
      const found = await find(of, signal);
      if (!signal.aborted) setAnswer({ of, found });
      return signal.aborted ? undefined : found;
    } catch (fault) {
      if (!signal.aborted) setAnswer({ of, fault: faultProblem(fault).title });
      return undefined;
    }
  }
  // Somebody who presses Enter is not made to wait for the pause, and what they began is not begun again.
  const searchLater = useEffectEvent((of: string) => {
    if (running.current?.of !== of) void search(of);
  });

  const isEnough = Array.from(text).length >= fewestCharacters;
  useEffect(() => {
    if (!isEnough) return;
    const timer = setTimeout(() => searchLater(text), pause);
    return () => {
      clearTimeout(timer);
      running.current?.control.abort();
      running.current = undefined;
    };
  }, [text, isEnough]);

  const isOfNow = isEnough && answer?.of === text;
  return {
    found: isOfNow ? answer.found : undefined,
    fault: isOfNow ? answer.fault : undefined,
    isSearching: isEnough && answer?.of !== text,
    searchNow: () => search(text),
  };
}
