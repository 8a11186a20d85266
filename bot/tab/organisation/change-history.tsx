import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { PolicyView } from '../../channels/tab/policy-contract';
import { policyWords } from './words';

const useStyles = makeStyles({
  head: {
    margin: `${tokens.spacingVerticalXL} 0 ${tokens.spacingVerticalS}`,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  list: { margin: 0, padding: 0, listStyleType: 'none', maxWidth: '900px' },
  entry: {
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  changes: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
});

type Entry = Pick<PolicyView['history'][number], 'by' | 'atWords' | 'changes'> & { department?: string };

/** Who changed what, the newest first. */
export function ChangeHistory({ entries }: { entries: readonly Entry[] }) {
  const styles = useStyles();
  return (
    <section>
      <h2 className={styles.head}>{policyWords.history}</h2>
      {entries.length === 0 && <Text>{policyWords.noHistory}</Text>}
      <ul className={styles.list}>
        {entries.map(({ by, atWords, changes, department }) => (
          <li key={`${department} ${by} ${atWords} ${JSON.stringify(changes)}`} className={styles.entry}>
            <Text weight="semibold">{policyWords.changedBy(by, atWords, department)}</Text>
            <ul className={styles.changes}>
              {changes.map(({ label, before, after }) => (
                <li key={label}>{policyWords.change(label, before, after)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
