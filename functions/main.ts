import './http';
import './poison';
import './sweep';
import './work';
