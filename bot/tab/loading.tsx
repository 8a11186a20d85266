import { makeStyles, tokens } from '@fluentui/react-components';
import { shellWords } from './words';

const useStyles = makeStyles({
  rows: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL, paddingTop: tokens.spacingVerticalL },
  bar: { height: '20px', borderRadius: tokens.borderRadiusMedium, backgroundColor: tokens.colorNeutralStencil1 },
  row: { display: 'grid', gridTemplateColumns: '3fr 3fr 4fr 2fr', columnGap: tokens.spacingHorizontalL },
});

/** Placeholder for rows. */
export function LoadingRows({ count }: { count: number }) {
  const styles = useStyles();
  return (
    <div className={styles.rows} role="progressbar" aria-label={shellWords.loading} aria-busy="true">
      {Array.from({ length: count }, (_none, row) => (
        <div key={row} className={styles.row}>
          <span className={styles.bar} />
          <span className={styles.bar} />
          <span className={styles.bar} />
          <span className={styles.bar} />
        </div>
      ))}
    </div>
  );
}
