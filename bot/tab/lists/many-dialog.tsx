import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { shortPeriodWords } from '../date-words';
import { AskingDialog, useAsking } from '../request/asking-dialog';
import { useTab } from '../tab-context';
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
  const { held, findNow, send } = useAsking((text, signal) => api.findPeople({ text, as: 'sponsor' }, signal));
  const { typed, colleague, isFixed: isSending } = held;
  const words = manyWords[offer.verb];
  const { asks } = words;

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
  return (
    <AskingDialog
      {...held}
      asks={asks && { sentence: '', ...asks }}
      title={words.button}
      submit={{
        label: isSending ? manyBarWords.sending : words.confirm(offer.rows.length),
        isOff: isSending,
        look: words.isDanger ? 'danger' : 'primary',
      }}
      close={{ label: manyBarWords.cancel, isOff: isSending }}
      onSubmit={() => void (asks?.kind === 'colleague' && !colleague ? findNow() : confirm())}
      onClose={onCancel}
      below={
        <>
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
        </>
      }
    >
      <Text>{words.ask}</Text>
    </AskingDialog>
  );
}

const KeepUntil = ({ row: { keepUntil } }: { row: ManyRow }) =>
  keepUntil === undefined ? null : <Text>{manyBarWords.keepUntil(keepUntil)}</Text>;
