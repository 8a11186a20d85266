import { Badge, type BadgeProps, makeStyles } from '@fluentui/react-components';
import type { ListRow } from '../../admin/contract';

/** Colour helps whoever sees it; the words say all. */
const colors: Record<ListRow['status'], NonNullable<BadgeProps['color']>> = {
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

/** Where there is little room, its words go over two lines rather than out of it. */
const useStyles = makeStyles({ badge: { height: 'auto', minHeight: '20px', whiteSpace: 'normal' } });

export function StatusBadge({ status, statusLabel }: Pick<ListRow, 'status' | 'statusLabel'>) {
  const styles = useStyles();
  return (
    <Badge className={styles.badge} appearance="tint" color={colors[status]}>
      {statusLabel}
    </Badge>
  );
}
