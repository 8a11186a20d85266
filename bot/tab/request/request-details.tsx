import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { Fragment, type ReactNode, useId } from 'react';
import type { RequestView } from '../../channels/tab/contract';

type Group = RequestView['groups'][number];

const useStyles = makeStyles({
  groups: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    columnGap: tokens.spacingHorizontalXXXL,
    rowGap: tokens.spacingVerticalXL,
    '@media (max-width: 799px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    // The history stands beside the facts and takes its width from them.
    '@media (min-width: 1000px) and (max-width: 1199px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  title: { margin: 0, paddingBottom: tokens.spacingVerticalS },
  rows: { margin: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
    columnGap: tokens.spacingHorizontalM,
    '@media (max-width: 479px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  label: { color: tokens.colorNeutralForeground2 },
  text: { margin: 0, whiteSpace: 'pre-wrap' },
});

export function RequestDetails({ groups }: { groups: readonly Group[] }) {
  const styles = useStyles();
  return (
    <div className={styles.groups}>
      {groups.map((group) => (
        <DetailsGroup key={group.title} {...group} />
      ))}
    </div>
  );
}

function DetailsGroup({ title, rows }: Group) {
  const styles = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Subtitle2 as="h2" block id={id} className={styles.title}>
        {title}
      </Subtitle2>
      <dl className={styles.rows}>
        {rows.map(({ label, text }) => (
          <div key={label} className={styles.row}>
            <dt className={styles.label}>{label}</dt>
            <dd className={styles.text}>{afterSigns(text)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A mail address breaks after its sign, and two words after the slash that joins them: neither within a word. */
function afterSigns(text: string): ReactNode {
  return [...text.matchAll(/[^@/]+[@/]*|^[@/]+/g)].map(({ 0: part, index }) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
