import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  heard: { position: 'absolute', width: '1px', height: '1px', margin: 0, overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' },
});

interface HeardProps {
  as: 'div' | 'h1' | 'span';
  role?: 'status';
  children: ReactNode;
}

/** Text for screen readers only; the layout tells sighted readers the same. */
export function Heard({ as: Element, role, children }: HeardProps) {
  const styles = useStyles();
  return (
    <Element role={role} className={styles.heard}>
      {children}
    </Element>
  );
}
