//! Every code a finding can carry: stable, never reused, listed in `docs/loi.md`.

use super::severity::Severity::{self, Advice, Error, Warning};

/// What a code is about; the first letter of its id says it to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// `Y`: how a YAML file is written.
    Yaml,
    /// `D`: fields and values of a document.
    Data,
    /// `T`: the text of a document.
    Text,
    /// `N`: figures and the sheets they come from.
    Figures,
    /// `R`: what is left of another period.
    Period,
    /// `L`: the page.
    Layout,
    /// `C`: signatures.
    Signature,
    /// `W`: files, folders and the program itself.
    Workspace,
    /// `S`: the register.
    Register,
    /// `K`: the log and the archive.
    Archive,
    /// `I`: files taken over from Word or pasted text.
    Import,
    /// `V`: how sentences are written: spelling, capitals, signs, citations, sums.
    Language,
}

impl Area {
    /// The area of an id; any other letter does not compile.
    const fn of(id: &str) -> Self {
        match id.as_bytes()[0] {
            b'Y' => Self::Yaml,
            b'D' => Self::Data,
            b'T' => Self::Text,
            b'N' => Self::Figures,
            b'R' => Self::Period,
            b'L' => Self::Layout,
            b'C' => Self::Signature,
            b'W' => Self::Workspace,
            b'S' => Self::Register,
            b'K' => Self::Archive,
            b'I' => Self::Import,
            b'V' => Self::Language,
            _ => panic!("a letter without an area"),
        }
    }
}

/// A code with what it means, in Vietnamese.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// `D03`: stable, the number never changes.
    pub id: &'static str,
    /// What it is about.
    pub area: Area,
    /// What the code stands for.
    pub meaning: &'static str,
    /// Whether it stops the document.
    pub severity: Severity,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $severity:ident, $meaning:literal;)*) => {
        $(#[doc = $meaning] pub const $name: Code = Code { id: $id, area: Area::of($id), meaning: $meaning, severity: $severity };)*
        /// All codes, in the order of the page that documents them.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    YAML_SYNTAX = "Y01", Error, "tệp không đúng cú pháp YAML";
    YAML_TAB = "Y02", Error, "thụt đầu dòng bằng phím Tab";
    YAML_COLON = "Y03", Error, "dấu hai chấm nằm trong đoạn chữ không có ngoặc kép";
    YAML_SIGN = "Y04", Error, "giá trị bắt đầu bằng dấu mà YAML hiểu theo nghĩa riêng";
    YAML_QUOTE = "Y05", Error, "dấu ngoặc kép mở mà không đóng";
    YAML_INDENT = "Y06", Error, "thụt đầu dòng sai";
    DUPLICATE_KEY = "Y07", Error, "một mục viết hai lần";
    YAML_READING = "Y08", Warning, "giá trị mà chương trình khác có thể đọc thành nghĩa khác";
    NOT_UTF8 = "Y09", Error, "tệp không lưu bằng UTF-8";
    EMPTY_FILE = "Y10", Error, "tệp trống";
    FILE_TOO_LARGE = "Y11", Error, "tệp quá lớn";
    ALIAS_LIMIT = "Y12", Error, "bí danh (`*tên`) nhân dữ liệu lên quá nhiều";
    DEPTH_LIMIT = "Y13", Error, "dữ liệu lồng quá nhiều tầng";
    SEVERAL_DOCUMENTS = "Y14", Error, "một tệp chứa nhiều văn bản YAML";
    YAML_BAR = "Y15", Error, "nội dung nhiều dòng thiếu dấu gạch đứng";
    INVISIBLE_BLANK = "Y16", Advice, "khoảng trống vô hình giữa hai chữ cái hoặc chữ số";
    OLD_LETTERS = "Y17", Error, "chữ gõ bằng bảng mã có trước Unicode";

    MISSING_KEY = "D01", Error, "thiếu mục bắt buộc";
    WRONG_TYPE = "D02", Error, "nội dung ghi chưa đúng dạng";
    UNKNOWN_KEY = "D03", Error, "mục không có trong định dạng";
    UNKNOWN_VALUE = "D04", Error, "giá trị không nằm trong danh sách cho phép";
    UNKNOWN_REFERENCE = "D05", Error, "tên tắt không có trong thông tin cơ quan";
    DATE_FORMAT = "D06", Error, "ngày viết không đúng cách";
    DATE_IMPOSSIBLE = "D07", Error, "ngày không có trong lịch";
    NOT_A_NUMBER = "D08", Error, "giá trị không phải là số";
    EMPTY_VALUE = "D09", Error, "mục chưa có nội dung";
    NO_SIGNATORY = "D10", Warning, "văn bản chưa có người ký";
    NO_RECIPIENTS = "D11", Warning, "văn bản chưa có nơi nhận";
    NO_FILE_COPY = "D12", Warning, "nơi nhận chưa có dòng lưu";
    FILE_COPY_NOT_LAST = "D13", Warning, "dòng lưu không đứng cuối nơi nhận";
    KEY_NOT_FOR_KIND = "D14", Error, "mục không dùng cho loại văn bản này";
    PLACE_TO_FILL = "D15", Warning, "chỗ còn phải điền";
    LIST_ROW = "D16", Error, "dòng của danh sách không dùng được";
    LIST_NAME = "D17", Error, "hai dòng của danh sách cho cùng một tên tệp";
    LIST_HEADING = "D18", Error, "tiêu đề cột của danh sách không dùng được";
    TYPED_AGAIN = "D19", Warning, "chữ mẫu đã in sẵn được gõ thêm lần nữa";
    NORMATIVE_PART = "D31", Error, "văn bản quy phạm thiếu phần bắt buộc hoặc ghi sai";
    NORMATIVE_FORM = "D32", Warning, "văn bản quy phạm chưa đúng mẫu";
    NORMATIVE_OR_NOT = "D33", Advice, "điều nên xem lại khi chọn mẫu quy phạm hay hành chính";
    CITED_UNNUMBERED = "D40", Warning, "văn bản được viện dẫn chưa có đủ số, ngày";
    FINAL_CITES_UNNUMBERED = "D41", Error, "bản hoàn chỉnh viện dẫn văn bản chưa có đủ số, ngày";
    CITED_NOT_FOUND = "D42", Error, "không có văn bản để viện dẫn";
    CITED_AMBIGUOUS = "D43", Error, "nhiều văn bản cùng tên được viện dẫn";
    CITED_UNREADABLE = "D44", Error, "văn bản được viện dẫn không dùng được";
    CITED_IN_A_CIRCLE = "D45", Error, "trích yếu của các văn bản viện dẫn lẫn nhau";
    CITED_OTHERWISE = "D46", Warning, "văn bản viện dẫn khác với văn bản trong tập";
    CITED_FIGURE = "D47", Warning, "số trong câu viện dẫn không có trong văn bản được viện dẫn";
    ATTACHED_NOT_NAMED = "D50", Warning, "Điều 1 không ghi đúng tên văn bản kèm theo";
    NOTHING_ATTACHED = "D51", Warning, "văn bản ghi kèm theo mà không có văn bản kèm theo";
    JOINT_SIGNERS = "D52", Warning, "văn bản của nhiều cơ quan thiếu người ký";

    UNDEFINED_EXPRESSION = "T01", Error, "trong `{{ … }}` có tên chưa khai báo";
    BROKEN_EXPRESSION = "T02", Error, "biểu thức viết sai";
    UNSUPPORTED_STATEMENT = "T03", Error, "lệnh mẫu không dùng được trong văn bản";
    UNDEFINED_FOOTNOTE = "T04", Error, "dấu chú thích không có nội dung ở cuối";
    UNUSED_FOOTNOTE = "T05", Error, "chú thích có nội dung nhưng không có dấu trong văn bản";
    DUPLICATE_FOOTNOTE = "T06", Error, "chú thích viết hai lần";
    UNSUPPORTED_MARKDOWN = "T07", Error, "cách viết chưa được hỗ trợ";
    RAW_HTML = "T08", Error, "thẻ HTML trong văn bản";
    HEADING_ATTRIBUTE = "T09", Error, "thuộc tính của đề mục không đúng";
    TYPED_NUMBER = "T10", Error, "số thứ tự gõ tay";
    IMAGE_MISSING = "T11", Error, "không tìm thấy hình";
    IMAGE_UNUSABLE = "T12", Error, "hình không dùng được";
    IMAGE_WITHOUT_CAPTION = "T13", Error, "hình chưa có tên";
    TABLE_SHAPE = "T14", Error, "bảng không đúng khuôn";
    LINE_UNCLEAR = "T15", Advice, "dòng có thể là đoạn riêng hoặc phần tiếp của dòng trên";
    IMAGES_TOO_MUCH = "T16", Error, "các hình của văn bản quá nặng";
    IMAGES_HEAVY = "T17", Warning, "các hình làm tệp PDF nặng";
    IMAGE_DIFFERS = "T18", Advice, "hình in ra khác tệp gốc đôi chút";
    NO_SUCH_LABEL = "T19", Error, "chỗ dẫn tới một nhãn không có";
    DOUBLED_LABEL = "T20", Error, "một nhãn đặt ở nhiều chỗ";

    AMBIGUOUS_NUMBER = "N01", Error, "số đọc được theo hai cách";
    NUMBER_TOO_LONG = "N02", Error, "số có quá nhiều chữ số";
    UNKNOWN_PERIOD = "N03", Error, "kỳ báo cáo không đọc được";
    MISSING_FIGURE = "N04", Warning, "số liệu chưa có";
    FINAL_WITHOUT_FIGURE = "N05", Error, "bản hoàn chỉnh còn thiếu số liệu";
    IMPOSSIBLE_COMPARISON = "N06", Error, "phép so sánh hay phép tính không làm được";
    TOTAL_DISAGREES = "N07", Error, "số tổng gõ tay khác với tổng tính được";
    SHARES_DISAGREE = "N08", Warning, "các tỷ trọng cộng lại không bằng 100%";
    UNKNOWN_FIGURE = "N09", Error, "không có chỉ tiêu hay nhóm chỉ tiêu";
    BLOCK_FORMAT = "N10", Error, "đoạn bảng hay biểu đồ viết chưa đúng";
    SHEET_TEXT_NUMBER = "N11", Error, "ô là chữ nhưng giống số";
    SHEET_DATE = "N12", Error, "ô là ngày tháng hoặc số thứ tự ngày";
    SHEET_MERGED_HEADER = "N13", Error, "tiêu đề bảng tính bị gộp ô hoặc thiếu cột";
    SHEET_FORMULA = "N14", Error, "ô công thức bị lỗi";
    SHEET_UNREADABLE = "N15", Error, "bảng tính không đọc được";
    UNUSED_FIGURE = "N16", Warning, "số liệu chưa dùng trong văn bản nào";
    SHEET_DISAGREES = "N17", Warning, "bảng tính và `so-lieu.yaml` ghi hai số khác nhau";
    SHEET_OTHER_PERIOD = "N18", Error, "bảng tính là của kỳ khác";
    ROUNDED_PARTS = "N19", Advice, "tổng lệch vì các số thành phần đã làm tròn";
    UNITS_DIFFER = "N20", Error, "số liệu khác đơn vị tính";
    BASE_NOT_POSITIVE = "N21", Warning, "không tính được tỷ lệ, vì số đem so bằng 0 hoặc âm";
    SHEET_SHOWN = "N22", Error, "ô bảng tính hiện khác số đang giữ";
    SHEET_HIDDEN = "N23", Warning, "phần của bảng tính bị ẩn hoặc không lấy";
    SAME_PERIOD = "N24", Warning, "nhiều thư mục cùng một kỳ";
    LEFT_OUT_OF_TOTAL = "N25", Warning, "tổng không gồm chỉ tiêu khác đơn vị";

    STALE_WORDS = "R01", Warning, "chữ của kỳ trước còn trong văn bản";

    MARGINS = "L01", Error, "lề trang ngoài khoảng Nghị định cho phép";
    LAYOUT_VALUE = "L02", Error, "thông số trình bày ngoài khoảng Nghị định cho phép";
    CHARACTER_WITHOUT_FONT = "L03", Error, "ký tự không có trong phông chữ";
    TOO_MANY_PAGES = "L04", Error, "văn bản quá dài";
    WORDS_OUTSIDE = "L05", Error, "chữ ra ngoài khung trang";
    WORDS_OVER_WORDS = "L06", Error, "chữ đè lên chữ";
    WORDS_LOST = "L07", Error, "chữ trên trang không đúng từng chữ, đúng thứ tự như văn bản";
    UNFINISHED_PAGE = "L08", Error, "bản hoàn chỉnh còn chỗ chưa xong trên trang";
    TITLE_TOO_LONG = "L09", Error, "trích yếu, đề mục, tên bảng, tên hình quá dài";
    PAGE_MARGINS = "L20", Error, "khổ giấy, lề trên trang chưa đúng thể thức";
    PAGE_FONT = "L21", Error, "phông chữ, màu chữ trên trang chưa đúng thể thức";
    PAGE_NUMBERS = "L22", Error, "số trang trên trang chưa đúng thể thức";
    PAGE_NATION = "L23", Error, "Quốc hiệu, Tiêu ngữ trên trang chưa đúng thể thức";
    PAGE_ISSUER = "L24", Error, "tên cơ quan trên trang chưa đúng thể thức";
    PAGE_SIGN = "L25", Error, "số, ký hiệu trên trang chưa đúng thể thức";
    PAGE_DATE = "L26", Error, "địa danh, thời gian trên trang chưa đúng thể thức";
    PAGE_TITLE = "L27", Error, "tên loại, trích yếu trên trang chưa đúng thể thức";
    PAGE_BODY = "L28", Error, "nội dung, căn cứ trên trang chưa đúng thể thức";
    PAGE_HEADINGS = "L29", Error, "đề mục trên trang chưa đúng thể thức";
    PAGE_ADDRESSEES = "L30", Error, "Kính gửi trên trang chưa đúng thể thức";
    PAGE_SIGNATURE = "L31", Error, "phần chữ ký trên trang chưa đúng thể thức";
    PAGE_RECIPIENTS = "L32", Error, "Nơi nhận trên trang chưa đúng thể thức";
    PAGE_ANNEX = "L33", Error, "phụ lục trên trang chưa đúng thể thức";
    PAGE_ATTACHED = "L34", Error, "văn bản kèm theo trên trang chưa đúng thể thức";
    PAGE_STAMPS = "L35", Error, "dấu chỉ mật, khẩn, lưu hành trên trang chưa đúng thể thức";
    PAGE_CONTACT = "L36", Error, "địa chỉ, điện thoại trên trang chưa đúng thể thức";
    PAGE_COPY = "L37", Error, "bản sao trên trang chưa đúng thể thức";

    SIGNED_UNREADABLE = "C01", Error, "tệp không phải PDF đọc được";
    SIGNED_LOCKED = "C02", Error, "tệp PDF bị khóa";
    SIGNED_TOO_LARGE = "C03", Error, "tệp vượt giới hạn kiểm chữ ký";
    SIGNATURE_UNUSABLE = "C04", Error, "có chữ ký nhưng không dùng được";
    SIGNATURE_RANGE = "C05", Error, "phạm vi ký không khớp chữ ký";
    SIGNED_CONTENT = "C06", Error, "nội dung đã ký bị thay";
    SIGNATURE_WRONG = "C07", Error, "giá trị chữ ký sai";
    SIGNATURE_ALGORITHM = "C08", Error, "kiểu chữ ký hoặc thuật toán không dùng được";
    ADDED_OUTSIDE = "C09", Error, "tệp bị ghi thêm ngoài khuôn sau khi ký";
    CHANGED_AFTER = "C10", Error, "thay đổi không được phép sau khi ký";
    BEYOND_PERMISSION = "C11", Error, "thay đổi vượt mức người ký cho phép";
    SIGNATURE_REMOVED = "C12", Error, "chữ ký bị gỡ";
    NOT_PADES = "C13", Warning, "chữ ký không theo PAdES";
    TIMESTAMP_WRONG = "C14", Error, "dấu thời gian không đúng";
    TIMESTAMP_WEAK = "C15", Warning, "dấu thời gian dùng hàm băm cũ";
    TWO_READINGS = "C16", Error, "cấu trúc tệp cho phép đọc ra hai nội dung";
    SECOND_TABLE = "C17", Warning, "chưa so được bảng tham chiếu thứ hai";
    ATTRIBUTE_ORDER = "C18", Warning, "thuộc tính đã ký không xếp đúng thứ tự";
    STAMP_FONTS = "C19", Warning, "hình chữ ký dùng phông chữ không nhúng";
    ORIGIN_OTHER = "C20", Error, "không phải bản đã chốt";
    ORIGIN_REWRITTEN = "C21", Warning, "tệp đã bị ghi lại, không chứng minh được là giống hệt bản đã chốt";
    ORIGIN_ADDED = "C22", Error, "nội dung bị thêm vào bản đã chốt";
    ORIGIN_COVERED = "C23", Error, "chữ ký vẽ lên chữ của văn bản, đọc lẫn vào dòng chữ hoặc ra ngoài khung";
    NOT_LOOKED_AT = "C24", Error, "không vẽ được trang để xem hoặc so";
    NO_ROOTS = "C30", Warning, "chưa có chứng thư gốc để xác thực người ký";
    NO_PATH = "C31", Error, "chứng thư không do tổ chức chứng thực mà cơ quan tin cậy cấp";
    OUT_OF_TIME = "C32", Error, "chứng thư không có hiệu lực vào thời điểm ký";
    REVOKED = "C33", Error, "chứng thư đã bị thu hồi trước thời điểm ký";
    WRONG_USE = "C34", Error, "chứng thư không dùng để ký văn bản";
    REVOCATION_UNKNOWN = "C35", Warning, "chưa biết chứng thư có bị thu hồi hay không";
    TIME_UNPROVEN = "C36", Warning, "thời điểm ký chưa được chứng minh";
    CHAIN_BROKEN = "C37", Error, "chuỗi chứng thư không dùng được";
    TRUST_FILE = "C38", Warning, "tệp lạ trong thư mục chứng thư";
    TIMESTAMP_UNTRUSTED = "C39", Warning, "dấu thời gian không do tổ chức chứng thực mà cơ quan tin cậy cấp";
    TIMESTAMP_UNCHECKED = "C40", Warning, "dấu thời gian chưa kiểm được";

    NO_WORKSPACE = "W01", Error, "không tìm thấy thông tin cơ quan";
    PATH_NOT_FOUND = "W02", Error, "không tìm thấy tệp hay thư mục";
    NOTHING_TO_BUILD = "W03", Error, "không có văn bản nào để tạo PDF";
    UNREADABLE = "W04", Error, "không đọc được";
    UNWRITABLE = "W05", Error, "không ghi được";
    OUTSIDE_WORKSPACE = "W06", Error, "đường dẫn ra ngoài thư mục làm việc";
    FONT_UNUSABLE = "W07", Warning, "phông chữ của cơ quan không dùng được";
    TEMPLATE = "W08", Error, "mẫu trình bày của cơ quan có lỗi";
    FILE_EXISTS = "W09", Error, "tệp đã có";
    PDF_STANDARD = "W10", Error, "chuẩn PDF không dùng được";
    SIGNED_OUTPUT = "W11", Error, "tệp PDF đã ký, không ghi đè";
    REVISION = "W12", Error, "không lấy được bản cũ từ git";
    NOT_COMPARABLE = "W13", Error, "hai bên không so sánh được";

    NETWORK = "W14", Error, "không lấy được trả lời qua mạng";
    COPY_BESIDE = "W15", Warning, "tệp sao chép nằm cạnh tệp gốc";
    PASSED_OVER = "W16", Warning, "tệp hay thư mục không được đọc";
    USAGE = "W17", Error, "lệnh hay tham số viết chưa đúng";
    NOT_BUNDLED = "W20", Error, "chưa ghép được tập văn bản";
    NUMBER_TAKEN = "S01", Error, "số đã là của văn bản khác";
    RENUMBERED = "S02", Error, "văn bản đã có số khác trong sổ";
    FROZEN = "S03", Error, "văn bản đã chốt, không thay đổi được nữa";
    NO_ENTRY = "S04", Error, "sổ không có số này";
    WRONG_STATE = "S05", Error, "việc không làm được với số này";
    DATE_AND_NUMBER = "S06", Error, "ngày ban hành không hợp với số hoặc với lệnh";
    NOT_STAMPED = "S07", Error, "không ghi được số, ngày vào tệp văn bản";
    REGISTER_LINE = "S08", Error, "dòng của sổ giấy không ghi vào sổ được";
    SERIES = "S09", Error, "cách đánh số trong thông tin cơ quan không dùng được";
    DATES_OUT_OF_ORDER = "S10", Warning, "ngày ban hành không theo thứ tự số";
    SAME_NUMBER = "S11", Warning, "hai văn bản cùng số, ký hiệu";
    NUMBER_GAP = "S12", Warning, "hệ thống số bị khuyết";
    UNREAD_EVENT = "S13", Warning, "nhật ký có việc mà chương trình không hiểu";
    KEPT_AS_ISSUED = "S14", Warning, "văn bản đã chốt được giữ nguyên khi tệp dùng chung đổi";
    AHEAD_OF_TODAY = "S15", Warning, "ngày ở sau hôm nay";
    OTHER_FORM = "S16", Warning, "văn bản thay thế, sửa đổi, đính chính không đúng hình thức";
    NUMBERED_TOO_SOON = "S17", Error, "văn bản giấy có số trước khi ký";
    SENT_LATE = "S18", Warning, "văn bản phát hành muộn hơn Nghị định cho phép";
    UNNUMBERED_KIND = "S22", Error, "loại văn bản này không có số";
    NEAR_RECIPIENT = "S23", Warning, "tên nơi ký nhận gần giống một nơi nhận";
    NOT_COPIED = "S31", Error, "không sao được theo cách này";
    COPY_TO_CHECK = "S32", Warning, "bản sao cần xem lại";

    JOURNAL_BROKEN = "K01", Error, "nhật ký văn thư bị sửa hoặc hỏng";

    STORE_BROKEN = "K02", Error, "văn bản lưu hỏng hoặc bị thay đổi";
    LEFT_UNDONE = "K03", Warning, "một lần lưu trước đây bị ngắt giữa chừng";
    NOTHING_KEPT = "K04", Error, "kho lưu trữ chưa có văn bản cần tìm";
    NOT_NUMBERED = "K05", Error, "văn bản chưa đủ số và ngày để chốt";
    ALREADY_ISSUED = "K06", Error, "số, ký hiệu đã chốt cho văn bản khác";
    WHOSE_FILE = "K07", Error, "không biết tệp là của văn bản nào";
    NOT_REBUILT = "K08", Error, "tạo lại từ kho không ra bản đã chốt";
    AUDIT = "K09", Error, "kiểm tra kho thấy chỗ không đúng";
    INDEX = "K10", Error, "chỉ mục tìm kiếm không dùng được";
    COPY = "K11", Error, "bản sao lưu không dùng được";
    NOT_AS_GOOD = "K12", Warning, "kết quả kiểm tra của tệp lưu sau kém hơn tệp đã có";
    TORN_LINE = "K13", Warning, "dòng cuối của nhật ký bị đứt";
    CLOCK_BEHIND = "K14", Warning, "đồng hồ máy lùi so với nhật ký";
    STRANGE_FILE = "K15", Warning, "tệp lạ trong kho lưu trữ";

    IMPORT_UNREADABLE = "I01", Error, "tệp cần nhập không đọc được";
    IMPORT_UNDECIDED = "I02", Error, "tệp Word còn thay đổi chưa duyệt";
    IMPORT_NO_KIND = "I03", Error, "không nhận ra loại văn bản của tệp cần nhập";
    IMPORT_LEFT_OUT = "I04", Warning, "phần của tệp không lấy vào văn bản";
    IMPORT_GUESS = "I05", Advice, "chỗ chương trình đoán khi nhập";
    IMPORT_CONVERTED = "I06", Warning, "chữ theo bảng mã cũ đã đổi sang Unicode";
    IMPORT_MISSING = "I07", Error, "chữ của tệp không thấy trong văn bản đã nhập";

    OUR_BUG = "W99", Error, "lỗi của chương trình";
    IMPOSSIBLE_WORD = "V01", Error, "từ không phải tiếng Việt";
    DOUBLED_WORD = "V02", Error, "một từ viết hai lần liền nhau";
    CONFUSED_WORD = "V03", Error, "từ hay viết nhầm";
    ODD_WORD = "V04", Warning, "từ không hợp với hai từ bên cạnh";
    BROKEN_PHRASE = "V05", Warning, "cụm từ cố định sai một tiếng";
    PARTED_WORD = "V06", Warning, "một từ viết rời thành hai";
    BODY_CAPITALS = "V10", Error, "tên cơ quan, tổ chức viết hoa không đúng";
    DIVISION_CAPITALS = "V11", Warning, "Điều, khoản, điểm được viện dẫn viết hoa không đúng";
    KIND_CAPITALS = "V12", Error, "tên loại văn bản kèm số, ký hiệu không viết hoa";
    SPACE_AT_SIGN = "V20", Warning, "thừa hoặc thiếu dấu cách ở dấu câu";
    DOUBLED_SIGN = "V21", Warning, "hai dấu câu liền nhau";
    UNPAIRED_BRACKET = "V22", Advice, "dấu ngoặc không có dấu đi cùng";
    YEAR_OF_NUMBER = "V30", Error, "năm trong số của văn bản khác năm của ngày";
    NO_SUCH_DAY = "V31", Error, "ngày không có trong lịch";
    DATE_OF_ACT = "V32", Error, "ngày không phải ngày của văn bản được viện dẫn";
    TWO_DATES = "V33", Error, "một văn bản được viện dẫn với hai ngày";
    KIND_OF_SIGN = "V34", Warning, "tên loại không hợp với ký hiệu";
    FORM_OF_SIGN = "V35", Warning, "ký hiệu viết không đúng dạng";
    RATIO = "V40", Error, "tỷ lệ phần trăm không khớp hai số trong câu";
    SHARE = "V41", Error, "tỷ lệ của một phần không khớp với tổng";
    CHANGE = "V42", Error, "mức tăng, giảm không khớp hai số trong câu";
    PARTS = "V43", Advice, "tổng khác các phần cộng lại";
    BROKEN_GROUPS = "V44", Warning, "số tách nhóm không đúng";
    IMPOSSIBLE_RANK = "V45", Error, "thứ hạng lớn hơn số được xếp";
    ANNIVERSARY = "V46", Error, "số năm kỷ niệm không khớp hai ngày";
    IGNORED_WITHOUT_REASON = "V90", Warning, "mục bỏ qua thiếu lý do";
    IGNORED_NOTHING = "V91", Warning, "mục bỏ qua không còn việc gì";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_is_used_twice() {
        for (i, code) in ALL.iter().enumerate() {
            assert!(ALL[..i].iter().all(|c| c.id != code.id), "{}", code.id);
        }
    }
}
