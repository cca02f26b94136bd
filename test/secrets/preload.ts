// Loaded into mocha before the tests.
import { keepCommands } from './evidence.js';

keepCommands();
