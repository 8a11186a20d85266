import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ListRow } from '../../channels/tab/list-contract';
import { AskDialog } from '../ask-dialog';
import { shortPeriodWords } from '../date-words';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { useSending } from '../use-sending';
import { manyBarWords, manyWords } from '../words';
import { type ManyOffer, manyItems } from './list-state';
import type { ManyOutcome } from './many-results';

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
  /** How many other selected rows do not allow this verb. */
  left: number;
  onCancel: () => void;
  onDone: (outcome: ManyOutcome) => void;
}

/** Names each row before anything is done with it. */
export function ManyDialog({ offer, left, onCancel, onDone }: ManyDialogProps) {
  const styles = useStyles();
  const { api, lists } = useTab();
  const { isSending, problem, send } = useSending();
  const words = manyWords[offer.verb];
  const confirm = async () => {
    await send(async () => onDone({ offer, answer: await api.many(offer.verb, { items: manyItems(offer) }) }));
    // Whether or not the answer came: some of it may have been done.
    lists.changed();
  };
  return (
    <AskDialog
      title={words.button}
      submit={{ label: isSending ? manyBarWords.sending : words.confirm(offer.rows.length), isOff: isSending }}
      close={{ label: manyBarWords.cancel, isOff: isSending }}
      onSubmit={() => void confirm()}
      onClose={onCancel}
    >
      {problem && <Trouble problem={problem} />}
      <Text>{words.ask}</Text>
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

const KeepUntil = ({ row: { keepUntil } }: { row: ListRow }) =>
  keepUntil === undefined ? null : <Text>{manyBarWords.keepUntil(keepUntil)}</Text>;
