update counted_beside set number = $number where coalesce(number, 0) < $number
