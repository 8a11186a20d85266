import { Badge, type BadgeProps } from '@fluentui/react-components';
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

export function StatusBadge({ status, statusLabel }: Pick<ListRow, 'status' | 'statusLabel'>) {
  return (
    <Badge appearance="tint" color={colors[status]}>
      {statusLabel}
    </Badge>
  );
}
