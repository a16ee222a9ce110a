"""Makes the coins that pipelines flip land the same way every time: every Python process starts from one seed."""

import os
import random

random.seed(int(os.environ.get('CORPUS_SEED', '0')))
