import { Badge, type BadgeProps } from '@fluentui/react-components';
import type { RequestView } from '../../admin/contract';

/** The words tell the state; the colour only helps to find it. */
const colours: Record<RequestView['status'], NonNullable<BadgeProps['color']>> = {
  pending: 'warning',
  returned: 'severe',
  approved: 'brand',
  active: 'success',
  expired: 'subtle',
  ended: 'subtle',
  rejected: 'danger',
  withdrawn: 'subtle',
  lapsed: 'subtle',
};

export function StatusBadge({ status, label }: { status: RequestView['status']; label: string }) {
  return (
    <Badge appearance="tint" size="large" color={colours[status]}>
      {label}
    </Badge>
  );
}
