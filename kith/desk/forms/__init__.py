"""What people type at the front desk, by what it is about."""

from kith.desk.forms.files import FileForm
from kith.desk.forms.looking import EmergencyForm, LookedForm, PurposeForm, ReviewForm
from kith.desk.forms.mapping import ColumnsForm, SaveForm
from kith.desk.forms.restricting import BarForm, ConflictForm, ReviewedForm, ReviewRestrictionForm, SealForm, UnsealForm
from kith.desk.forms.withdrawing import TakeBackForm

__all__ = [
    "BarForm",
    "ColumnsForm",
    "ConflictForm",
    "EmergencyForm",
    "FileForm",
    "LookedForm",
    "PurposeForm",
    "ReviewForm",
    "ReviewRestrictionForm",
    "ReviewedForm",
    "SaveForm",
    "SealForm",
    "TakeBackForm",
    "UnsealForm",
]
