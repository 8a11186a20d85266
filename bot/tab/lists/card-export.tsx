import { useState } from 'react';
import { useTab } from '../tab-context';
import { DownloadDialog } from './download-dialog';
import { cardExportWords } from './download-words';

/** What to download for the card system. A download that broke off is made once more with the same requests. */
export function CardExportDialog({ onClose }: { onClose: () => void }) {
  const { api, lists } = useTab();
  const [batch, setBatch] = useState(() => crypto.randomUUID());
  return (
    <DownloadDialog
      words={cardExportWords}
      first="new"
      fetchFile={(what) => (signal, onBytes) => api.exportCards({ what, batch }, signal, onBytes)}
      onEnd={(isDone) => {
        if (isDone) setBatch(crypto.randomUUID());
        lists.changed();
      }}
      onClose={onClose}
    />
  );
}
