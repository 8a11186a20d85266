import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { Colleague } from '../../channels/tab/contract';
import { AskDialog } from '../ask-dialog';
import { shortPeriodWords } from '../date-words';
import { type FindPeople, onlyOne } from '../people-picker';
import { Trouble } from '../problem-bar';
import { controlOf, type Typed } from '../request/answer-body';
import { AskingFields } from '../request/asking-fields';
import { fieldWords } from '../request/words';
import { useTab } from '../tab-context';
import { useSending } from '../use-sending';
import { type ManyOffer, type ManyRow, manyItems } from './list-state';
import type { ManyOutcome } from './many-results';
import { manyBarWords, manyWords } from './many-words';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  item: {
    display: 'flex',
    flexDirection: 'column',
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  more: { color: tokens.colorNeutralForeground2 },
});

interface ManyDialogProps {
  offer: ManyOffer;
  /** The number of selected rows that do not allow this verb. */
  left: number;
  onCancel: () => void;
  onDone: (outcome: ManyOutcome) => void;
}

/** Lists the rows before the verb runs, and asks once for the input that all of them need. */
export function ManyDialog({ offer, left, onCancel, onDone }: ManyDialogProps) {
  const styles = useStyles();
  const { api, lists } = useTab();
  const { isSending, problem, send } = useSending();
  const [typed, setTyped] = useState<Typed>({});
  const [colleague, setColleague] = useState<Colleague>();
  const form = useRef<HTMLFormElement>(null);
  const words = manyWords[offer.verb];
  const { asks } = words;
  const isFind = asks?.kind === 'colleague' && !colleague;
  const control = controlOf(asks && { sentence: '', ...asks }, typed, problem?.field);
  useEffect(() => {
    // The focused field disappears once the person is found.
    if (colleague) form.current?.querySelector<HTMLElement>('[name="submit"]')?.focus();
    else form.current?.querySelector<HTMLElement>('[name="text"]')?.focus();
  }, [colleague]);

  const confirm = async () => {
    const body = {
      items: manyItems(offer),
      ...(asks?.kind === 'words' && { words: typed.words ?? '' }),
      ...(colleague && { to: colleague.id }),
    };
    await send(async () => {
      const answer = await api.many(offer.verb, body);
      lists.acted(offer.verb, answer.results);
      onDone({ offer, answer });
    });
    // Also after a failure: part of it may have been done.
    lists.changed();
  };
  const find: FindPeople = (text, signal) => api.findPeople({ text, as: 'sponsor' }, signal);
  const submit = () =>
    isFind ? send(async () => setColleague(onlyOne(await api.findPeople({ text: (typed.text ?? '').trim(), as: 'sponsor' })))) : confirm();
  return (
    <AskDialog
      title={words.button}
      submit={{
        label: isSending ? manyBarWords.sending : isFind ? fieldWords.findColleague : words.confirm(offer.rows.length),
        isOff: isSending,
        look: words.isDanger ? 'danger' : 'primary',
      }}
      more={
        colleague && (
          <Button type="button" disabledFocusable={isSending} onClick={() => setColleague(undefined)}>
            {fieldWords.anotherColleague}
          </Button>
        )
      }
      close={{ label: manyBarWords.cancel, isOff: isSending }}
      form={form}
      onSubmit={() => void submit()}
      onClose={onCancel}
    >
      {problem && control === undefined && <Trouble problem={problem} />}
      <Text>{words.ask}</Text>
      {asks && (
        <AskingFields
          asks={{ sentence: '', ...asks }}
          typed={typed}
          colleague={colleague}
          problem={problem && control !== undefined ? { control, sentence: problem.title } : undefined}
          isFixed={isSending}
          find={find}
          onTyped={(more) => setTyped({ ...typed, ...more })}
          onColleague={setColleague}
        />
      )}
      {left > 0 && <Text>{manyBarWords.leftOut(left)}</Text>}
      <ul className={styles.list}>
        {offer.rows.map((row) => (
          <li key={row.request} className={styles.item}>
            <Text weight="semibold">{row.visitor}</Text>
            <Text size={200} className={styles.more}>
              {row.department.name}
            </Text>
            <Text size={200} className={styles.more}>
              {shortPeriodWords(row.validFrom, row.validTo)}
            </Text>
            {offer.verb === 'reapprove' && <KeepUntil row={row} />}
          </li>
        ))}
      </ul>
    </AskDialog>
  );
}

const KeepUntil = ({ row: { keepUntil } }: { row: ManyRow }) =>
  keepUntil === undefined ? null : <Text>{manyBarWords.keepUntil(keepUntil)}</Text>;
