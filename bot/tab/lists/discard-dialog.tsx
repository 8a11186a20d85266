import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { Problem } from '../../channels/tab/contract';
import { ApiProblem } from '../api';
import { faultProblem } from '../cached-read';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { draftListWords } from '../words';

interface DiscardDialogProps {
  reference: string;
  title: string;
  onKeep: () => void;
  onDiscarded: () => void;
}

/** *Discard* asks first, wherever it stands. */
export function DiscardDialog({ reference, title, onKeep, onDiscarded }: DiscardDialogProps) {
  const { api, drafts, openDrafts } = useTab();
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<Omit<Problem, 'type'>>();
  const discard = async () => {
    setIsSending(true);
    setProblem(undefined);
    try {
      await api.discardDraft(reference);
    } catch (fault) {
      // It is gone already.
      const isGone = fault instanceof ApiProblem && fault.problem.code === 'forbidden';
      if (!isGone) {
        setProblem(faultProblem(fault));
        setIsSending(false);
        return;
      }
    }
    openDrafts.get(reference)?.close();
    openDrafts.delete(reference);
    void drafts.read();
    onDiscarded();
  };
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && !isSending && onKeep()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            {problem && <Trouble problem={problem} />}
            <Text>{draftListWords.askDiscard}</Text>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabledFocusable={isSending} onClick={() => void discard()}>
              {isSending ? draftListWords.discarding : draftListWords.discard}
            </Button>
            <Button disabledFocusable={isSending} onClick={onKeep}>
              {draftListWords.keep}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
