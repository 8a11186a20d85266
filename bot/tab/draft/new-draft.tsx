import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { keptStore } from '../cached-read';
import { LoadingRows } from '../loading';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';

const useStyles = makeStyles({ page: { padding: tokens.spacingHorizontalL } });

/** Begins a draft, and goes on to it. */
export function NewDraft() {
  const styles = useStyles();
  const { api, go } = useTab();
  const store = useMemo(() => keptStore(() => api.beginDraft()), [api]);
  const { value, problem } = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => void store.read(), [store]);
  useEffect(() => {
    if (value) go(value.kind === 'draft' ? { page: 'draft', draft: value.view.draft } : { page: 'request', request: value.request });
  }, [value, go]);
  return (
    <div className={styles.page}>
      {problem ? <Trouble problem={problem} onAgain={() => void store.read()} /> : <LoadingRows count={4} />}
    </div>
  );
}
