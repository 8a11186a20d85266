import './http';
import './poison';
import './reconcile';
import './sweep';
import './work';
