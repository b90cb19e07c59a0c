# Asked {"ask":"cases",...} or {"ask":"judge","runs":[{"stdout":"..."},...],...}, one line each.
read -r question
case $question in
  *'"ask":"cases"'*)
    echo '{"cases":[{"args":["2"]},{"args":["21"]},{"args":["50"]}]}'
    ;;
  *)
    right=0
    for answer in 4 42 100; do
      case $question in
        *"\"stdout\":\"$answer\\n\""*) right=$((right + 1)) ;;
      esac
    done
    case $right in
      3) value=1 ;;
      *) value=0.$((right * 3)) ;;
    esac
    echo "{\"value\":$value,\"feedback\":\"$right of 3 are right\"}"
    ;;
esac
