import { useTab } from '../tab-context';
import { DownloadDialog } from './download-dialog';
import { cardExportWords } from './download-words';

/** Of the download that has not come whole. Outlives the dialog: what a broken one has recorded would be missed by the next. */
let unfinished: string | undefined;

/** What to download for the card system. A download that broke off is made once more with the same requests. */
export function CardExportDialog({ onClose }: { onClose: () => void }) {
  const { api, lists } = useTab();
  return (
    <DownloadDialog
      words={cardExportWords}
      first="new"
      fetchFile={(what) => (signal, onBytes) => {
        unfinished ??= crypto.randomUUID();
        return api.exportCards({ what, batch: unfinished }, signal, onBytes);
      }}
      onEnd={(isDone) => {
        if (isDone) unfinished = undefined;
        lists.changed();
      }}
      onClose={onClose}
    />
  );
}
