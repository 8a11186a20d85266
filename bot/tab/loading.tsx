import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { shellWords } from './words';

const useStyles = makeStyles({
  rows: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL, paddingTop: tokens.spacingVerticalL },
  row: { display: 'grid', gridTemplateColumns: '3fr 3fr 4fr 2fr', columnGap: tokens.spacingHorizontalL },
});

/** Placeholder for rows. */
export function LoadingRows({ count }: { count: number }) {
  const styles = useStyles();
  return (
    <Skeleton className={styles.rows} aria-label={shellWords.loading} aria-busy="true">
      {Array.from({ length: count }, (_none, row) => (
        <div key={row} className={styles.row}>
          <SkeletonItem size={20} />
          <SkeletonItem size={20} />
          <SkeletonItem size={20} />
          <SkeletonItem size={20} />
        </div>
      ))}
    </Skeleton>
  );
}
