import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { lazy, Suspense, useRef, useState } from 'react';
import type { FilteringPlace } from '../place';
import { listWords } from '../words';

const CardExportDialog = lazy(async () => ({ default: (await import('./card-export.tsx')).CardExportDialog }));
const ListExportDialog = lazy(async () => ({ default: (await import('./list-export.tsx')).ListExportDialog }));

// The list of all requests has it beside its columns; the card office's is above the list.
const useStyles = makeStyles({ cards: { paddingBottom: tokens.spacingVerticalM } });

/** What is downloaded of a whole list. */
export function ExportBar({ place }: { place: FilteringPlace }) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLElement>(null);
  const close = () => {
    setOpen(false);
    setTimeout(() => opener.current?.focus());
  };
  return (
    <div className={place.page === 'cards' ? styles.cards : undefined}>
      <Button
        {...(place.page !== 'cards' && { size: 'small' })}
        icon={<ArrowDownloadRegular />}
        onClick={({ currentTarget }) => {
          opener.current = currentTarget;
          setOpen(true);
        }}
      >
        {place.page === 'cards' ? listWords.cardExport : listWords.listExport}
      </Button>
      {isOpen && (
        <Suspense>
          {place.page === 'cards' ? <CardExportDialog onClose={close} /> : <ListExportDialog filter={place.filter ?? {}} onClose={close} />}
        </Suspense>
      )}
    </div>
  );
}
