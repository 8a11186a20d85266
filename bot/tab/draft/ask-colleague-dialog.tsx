import { Body1Strong, Button, Text } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { Colleague } from '../../channels/tab/contract';
import type { DraftView } from '../../channels/tab/draft-contract';
import { AskDialog } from '../ask-dialog';
import { type FindPeople, onlyOne } from '../people-picker';
import { Trouble } from '../problem-bar';
import { controlOf, type Typed } from '../request/answer-body';
import { AskingFields } from '../request/asking-fields';
import { fieldWords } from '../request/words';
import { useTab } from '../tab-context';
import { useSending } from '../use-sending';
import type { DraftStore } from './draft-store';
import { draftWords } from './words';

interface AskColleagueDialogProps {
  /** The draft as it stood when the dialog was opened: that is what the colleague is asked about. */
  view: DraftView;
  words: NonNullable<DraftView['askColleague']>;
  store: DraftStore;
  onClose: () => void;
}

/** *Ask a colleague*: finds the colleague, shows who it is, and then asks them to be the sponsor. */
export function AskColleagueDialog({ view, words, store, onClose }: AskColleagueDialogProps) {
  const { api } = useTab();
  const { isSending, problem, send } = useSending();
  const [typed, setTyped] = useState<Typed>({});
  const [colleague, setColleague] = useState<Colleague>();
  const form = useRef<HTMLFormElement>(null);
  const { draft, revision, visitor } = view;
  const control = colleague ? undefined : controlOf(words.asks, typed, problem?.field);
  useEffect(() => {
    // The focused field disappears once the person is found.
    form.current?.querySelector<HTMLElement>(colleague ? '[name="submit"]' : '[name="text"]')?.focus();
  }, [colleague]);

  const find: FindPeople = (text, signal) => api.findSponsor(draft, { text }, signal);
  async function submit(): Promise<void> {
    if (isSending) return;
    if (!colleague)
      return void (await send(async () => setColleague(onlyOne(await api.findSponsor(draft, { text: (typed.text ?? '').trim() })))));
    if (await send(() => store.nameSponsor({ revision, to: colleague.id }))) onClose();
  }
  return (
    <AskDialog
      title={words.title}
      submit={{
        label: colleague ? words.answer : fieldWords.findColleague,
        isOff: isSending,
        spinner: isSending ? draftWords.sending : undefined,
      }}
      more={
        colleague && (
          <Button type="button" disabledFocusable={isSending} onClick={() => setColleague(undefined)}>
            {fieldWords.anotherColleague}
          </Button>
        )
      }
      close={{ label: draftWords.cancel, isOff: isSending }}
      form={form}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {problem && control === undefined && <Trouble problem={problem} />}
      {visitor !== undefined && <Body1Strong block>{visitor}</Body1Strong>}
      {!colleague && <Text>{words.asks.sentence}</Text>}
      <AskingFields
        asks={words.asks}
        typed={typed}
        colleague={colleague}
        problem={problem && control !== undefined ? { control, sentence: problem.title } : undefined}
        isFixed={isSending}
        find={find}
        onTyped={(more) => setTyped({ ...typed, ...more })}
        onColleague={setColleague}
      />
    </AskDialog>
  );
}
