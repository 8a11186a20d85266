import { MessageBar, MessageBarBody, Spinner, Text } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { NothingToExport } from '../../channels/tab/card-contract';
import type { Problem } from '../../channels/tab/contract';
import type { Download } from '../api';
import { faultProblem } from '../cached-read';
import { Trouble } from '../problem-bar';
import { downloadWords } from './download-words';

export type DownloadState =
  | { is: 'idle' | 'stopped' }
  | { is: 'under-way'; bytes: number }
  | { is: 'done'; name: string; bytes: number }
  | { is: 'nothing'; sentence: string }
  | { is: 'failed'; problem: Omit<Problem, 'type'> };

export type FetchFile = (signal: AbortSignal, onBytes: (count: number) => void) => Promise<Download | NothingToExport>;

/** One download at a time. It is aborted by *Stop*, and when the component unmounts. */
export function useDownload() {
  const [state, setState] = useState<DownloadState>({ is: 'idle' });
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  async function start(fetchFile: FetchFile): Promise<boolean> {
    const own = new AbortController();
    abort.current = own;
    setState({ is: 'under-way', bytes: 0 });
    try {
      const fetched = await fetchFile(own.signal, (bytes) => setState({ is: 'under-way', bytes }));
      if ('nothing' in fetched) {
        setState({ is: 'nothing', sentence: fetched.nothing });
        return true;
      }
      const { name, blob } = fetched;
      saveFile(name, blob);
      setState({ is: 'done', name, bytes: blob.size });
      return true;
    } catch (fault) {
      setState(own.signal.aborted ? { is: 'stopped' } : { is: 'failed', problem: faultProblem(fault) });
      return false;
    }
  }

  return { state, start, stop: () => abort.current?.abort() };
}

function saveFile(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Revoked after the browser has taken over the file.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function DownloadProgress({ state }: { state: DownloadState }) {
  return (
    <>
      <div role="status">
        {state.is === 'under-way' && <Spinner size="tiny" labelPosition="after" label={downloadWords.underWay(state.bytes)} />}
        {state.is === 'stopped' && <Text>{downloadWords.stopped}</Text>}
        {state.is === 'nothing' && (
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>{state.sentence}</MessageBarBody>
          </MessageBar>
        )}
        {state.is === 'done' && (
          <MessageBar intent="success">
            <MessageBarBody>{downloadWords.done(state.name, state.bytes)}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      {state.is === 'failed' && <Trouble problem={state.problem} />}
    </>
  );
}
