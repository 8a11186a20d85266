import './end';
import './http';
import './poison';
import './reconcile';
import './sweep';
import './work';

// Last: what fails here is reported by the host only where functions are registered already. Otherwise it runs an app without any.
import './product';
