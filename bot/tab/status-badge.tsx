import { Badge, type BadgeProps, makeStyles, tokens } from '@fluentui/react-components';
import type { ListRow } from '../channels/tab/list-contract';

/** The text tells the status; the colour is redundant. */
const colours: Record<ListRow['tone'], NonNullable<BadgeProps['color']>> = {
  accent: 'warning',
  warning: 'severe',
  good: 'success',
  attention: 'danger',
  emphasis: 'informative',
};

const useStyles = makeStyles({
  // Long labels may wrap in a narrow column.
  badge: { height: 'auto', minHeight: '20px', whiteSpace: 'normal', textAlign: 'start', paddingBlock: tokens.spacingVerticalXXS },
});

export function StatusBadge({ tone, label, size = 'medium' }: { tone: ListRow['tone']; label: string; size?: 'medium' | 'large' }) {
  const styles = useStyles();
  return (
    <Badge appearance="tint" size={size} color={colours[tone]} className={styles.badge}>
      {label}
    </Badge>
  );
}
