import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { lazy, Suspense, useRef, useState } from 'react';
import { listWords } from '../words';

const CardExportDialog = lazy(async () => ({ default: (await import('./card-export.tsx')).CardExportDialog }));

const useStyles = makeStyles({ bar: { paddingBottom: tokens.spacingVerticalM } });

/** What the card office does with all of its cards at once. */
export function CardBar() {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLElement>(null);
  return (
    <div className={styles.bar}>
      <Button
        icon={<ArrowDownloadRegular />}
        onClick={({ currentTarget }) => {
          opener.current = currentTarget;
          setOpen(true);
        }}
      >
        {listWords.cardExport}
      </Button>
      {isOpen && (
        <Suspense>
          <CardExportDialog
            onClose={() => {
              setOpen(false);
              setTimeout(() => opener.current?.focus());
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
