import type { ListFilter } from '../../channels/tab/list-contract';
import { useTab } from '../tab-context';
import { DownloadDialog } from './download-dialog';
import { listExportWords } from './download-words';

/** The list as it is filtered and sorted, or what happened to its requests. */
export function ListExportDialog({ filter, onClose }: { filter: ListFilter; onClose: () => void }) {
  const { api } = useTab();
  return (
    <DownloadDialog
      words={listExportWords}
      first="csv"
      fetchFile={(what) => (signal, onBytes) => api.exportList({ what, filter }, signal, onBytes)}
      onClose={onClose}
    />
  );
}
