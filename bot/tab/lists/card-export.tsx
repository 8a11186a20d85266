import { useTab } from '../tab-context';
import { DownloadDialog } from './download-dialog';
import { cardExportWords } from './download-words';
import { type UnfinishedDownload, unfinishedDownload } from './unfinished-download';

let unfinished: UnfinishedDownload | undefined;

/** Asks what to download for the card system. A broken download is repeated with the same requests. */
export function CardExportDialog({ onClose }: { onClose: () => void }) {
  const { api, lists, me } = useTab();
  unfinished ??= unfinishedDownload(
    me.id,
    () => window.localStorage,
    () => crypto.randomUUID(),
  );
  const own = unfinished;
  return (
    <DownloadDialog
      words={cardExportWords}
      first="new"
      fetchFile={(what) => (signal, onBytes) => api.exportCards({ what, batch: own.begin() }, signal, onBytes)}
      onEnd={(isDone) => {
        if (isDone) own.end();
        lists.changed();
      }}
      onClose={onClose}
    />
  );
}
