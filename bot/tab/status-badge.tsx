import { Badge, type BadgeProps, makeStyles, tokens } from '@fluentui/react-components';
import type { ListRow } from '../admin/contract';

/** The words tell the state; the colour only helps to find it. */
const colours: Record<ListRow['status'], NonNullable<BadgeProps['color']>> = {
  pending: 'warning',
  returned: 'severe',
  approved: 'brand',
  active: 'success',
  expired: 'informative',
  ended: 'informative',
  rejected: 'danger',
  withdrawn: 'informative',
  lapsed: 'informative',
};

const useStyles = makeStyles({
  // Some states need more words than a narrow column has room for.
  badge: { height: 'auto', minHeight: '20px', whiteSpace: 'normal', textAlign: 'start', paddingBlock: tokens.spacingVerticalXXS },
});

export function StatusBadge({ status, label, size = 'medium' }: { status: ListRow['status']; label: string; size?: 'medium' | 'large' }) {
  const styles = useStyles();
  return (
    <Badge appearance="tint" size={size} color={colours[status]} className={styles.badge}>
      {label}
    </Badge>
  );
}
