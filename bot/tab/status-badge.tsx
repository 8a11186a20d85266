import { Badge, type BadgeProps } from '@fluentui/react-components';
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

export function StatusBadge({ status, label, size = 'medium' }: { status: ListRow['status']; label: string; size?: 'medium' | 'large' }) {
  return (
    <Badge appearance="tint" size={size} color={colours[status]}>
      {label}
    </Badge>
  );
}
