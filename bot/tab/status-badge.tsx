import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import type { ListRow } from '../channels/tab/list-contract';
import { tones } from '../domain/statuses/tones';

const useStyles = makeStyles({
  // Long labels may wrap in a narrow column.
  badge: { height: 'auto', minHeight: '20px', whiteSpace: 'normal', textAlign: 'start', paddingBlock: tokens.spacingVerticalXXS },
});

/** The text tells the status; the colour is redundant. */
export function StatusBadge({ tone, label, size = 'medium' }: { tone: ListRow['tone']; label: string; size?: 'medium' | 'large' }) {
  const styles = useStyles();
  return (
    <Badge appearance="tint" size={size} color={tones[tone].badge} className={styles.badge}>
      {label}
    </Badge>
  );
}
