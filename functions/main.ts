import './http';
import './work';
