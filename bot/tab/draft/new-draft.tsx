import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { DraftAnswer } from '../../channels/tab/draft-contract';
import { cachedStore } from '../cached-read';
import { LoadingRows } from '../loading';
import type { Place } from '../place';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';

const useStyles = makeStyles({ page: { padding: tokens.spacingHorizontalL } });

function placeOf(answer: DraftAnswer): Place {
  if (answer.kind === 'request') return { page: 'request', request: answer.request };
  return { page: 'draft', draft: answer.kind === 'draft' ? answer.view.draft : answer.draft };
}

/** Creates a draft and navigates to it. */
export function NewDraft() {
  const styles = useStyles();
  const { api, go } = useTab();
  const store = useMemo(() => cachedStore(() => api.beginDraft()), [api]);
  const { value, problem } = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => void store.read(), [store]);
  useEffect(() => {
    if (value) go(placeOf(value));
  }, [value, go]);
  return (
    <div className={styles.page}>
      {problem ? <Trouble problem={problem} onAgain={() => void store.read()} /> : <LoadingRows count={4} />}
    </div>
  );
}
